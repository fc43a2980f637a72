using System.Text.Json;
using System.Text.RegularExpressions;

namespace Forum.Bench.Circuits;

/// <summary>What a page says about the islands that its circuit is to bring to life.</summary>
/// <param name="Operations">The islands as the hub wants to hear of them: a JSON text.</param>
/// <param name="Islands">How many there are.</param>
/// <param name="State">The page's protected state; empty when it has none.</param>
/// <param name="HasChat">Whether the chat panel is one of them.</param>
internal sealed partial record CircuitPage(string Operations, int Islands, string State, bool HasChat)
{
    public static CircuitPage Read(string html)
    {
        var operations = new List<string>();
        foreach (var marker in Comments().Matches(html).Select(static match => match.Groups["marker"].Value))
        {
            // The comment behind a prerendered island has no type; an island of another kind has another.
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

    [GeneratedRegex("<aside[^>]* id=\"chat\"[^>]*>\\s*<!--Blazor:", RegexOptions.CultureInvariant)]
    private static partial Regex Chats();
}
