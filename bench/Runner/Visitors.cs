using System.Text.RegularExpressions;
using Forum.Bench.Shared;

namespace Forum.Bench;

/// <summary>The visitors: a guest, or a member with a cookie.</summary>
internal static partial class Visitors
{
    /// <summary>
    /// A word in one of 36 seed posts. From 20,000 posts on, that's more than a search looks at, so it looks at the same
    /// number in a database of any size.
    /// </summary>
    private const string CommonWord = "winter";

    /// <summary>Signs in as a browser does.</summary>
    /// <returns>The member's Cookie header.</returns>
    public static async Task<string> SignInAsync(ServerProcess server, string? name = null)
    {
        // Not the administrator, whose pages contain more.
        name ??= (await NamesAsync(server, 1))[0];
        return await SignInForm.SendAsync(server.Http, name, SeededForum.Password, CancellationToken.None);
    }

    /// <summary>Finds this database's pages as a visitor would.</summary>
    public static async Task<Pages> PagesAsync(ServerProcess server, SeededForum forum)
    {
        using var toThread = await server.Http.GetAsync(forum.LongThread);
        var longThread = toThread.Headers.Location!.OriginalString;
        var board = BoardLink().Match(await server.Http.GetStringAsync("/")).Groups[1].Value;
        var profile = MemberLink().Match(await server.Http.GetStringAsync(longThread)).Groups[1].Value;
        return new Pages("/", board, longThread, longThread + "?page=10", profile, $"/search?q={CommonWord}", "/feed", "/sign-in");
    }

    /// <summary>Names of members who can sign in, from the pages of their threads.</summary>
    public static async Task<IReadOnlyList<string>> NamesAsync(ServerProcess server, int count)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        for (var thread = 1; names.Count < count && thread < 400; thread++)
        {
            using var answer = await server.Http.GetAsync($"/t/{thread}");
            if (answer.Headers.Location is { } address)
                names.UnionWith(MemberLink().Matches(await server.Http.GetStringAsync(address.OriginalString)).Select(static match => Uri.UnescapeDataString(match.Groups[1].Value[3..])));
        }

        return [.. names.Take(count)];
    }

    [GeneratedRegex("href=\"(/b/[^\"]+)\"")]
    private static partial Regex BoardLink();

    [GeneratedRegex("href=\"(/u/[^\"]+)\"")]
    private static partial Regex MemberLink();
}

/// <summary>The URLs of the measured pages.</summary>
internal sealed record Pages(string Home, string Board, string Thread, string LastPage, string Profile, string Search, string Feed, string SignIn)
{
    public const string Latest = "/latest";
    public const string Top = "/top?period=month";
    public const string Unread = "/unread";
}
