using System.Text.Json;
using System.Text.RegularExpressions;

namespace Forum.Bench.Circuits;

/// <summary>The page's data about the islands its circuit should start.</summary>
/// <param name="Operations">The islands in the hub's format: a JSON text.</param>
/// <param name="State">The page's protected state; empty if none.</param>
internal sealed partial record CircuitPage(string Operations, int Islands, string State, bool HasChat)
{
    public static CircuitPage Read(string html)
    {
        var operations = new List<string>();
        foreach (var marker in Comments().Matches(html).Select(static match => match.Groups["marker"].Value))
        {
            // The comment after a prerendered island has no type; an island of another kind has another type.
            using var parsed = JsonDocument.Parse(marker);
            if (!parsed.RootElement.TryGetProperty("type", out var type) || type.GetString() != "server")
                continue;
            var number = operations.Count;
            operations.Add($$$"""{"type":"add","ssrComponentId":{{{number + 1}}},"marker":{{{marker[..^1]}}},"uniqueId":{{{number}}}}}""");
        }

        return new CircuitPage(
            $$"""{"batchId":1,"operations":[{{string.Join(',', operations)}}]}""",
            operations.Count,
            States().Match(html).Groups["state"].Value,
            Chats().IsMatch(html));
    }

    [GeneratedRegex("<!--Blazor:(?<marker>\\{.*?\\})-->", RegexOptions.CultureInvariant)]
    private static partial Regex Comments();

    [GeneratedRegex("<!--Blazor-Server-Component-State:(?<state>.*?)-->", RegexOptions.CultureInvariant)]
    private static partial Regex States();

    [GeneratedRegex("<aside[^>]* id=\"chat\"(?:(?!</aside>).)*<!--Blazor:", RegexOptions.CultureInvariant | RegexOptions.Singleline)]
    private static partial Regex Chats();
}
