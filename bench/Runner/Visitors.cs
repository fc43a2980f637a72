using System.Text.RegularExpressions;
using Forum.Bench.Shared;

namespace Forum.Bench;

/// <summary>Who asks for pages: a guest, or a member with a cookie.</summary>
internal static partial class Visitors
{
    /// <summary>
    /// A word that one post in thirty-six of the seed has: from 20,000 posts on more than a search looks at, so that it looks at as many in a
    /// database of any size.
    /// </summary>
    private const string CommonWord = "winter";

    /// <summary>Signs in as a browser does.</summary>
    /// <returns>The cookie header of the member.</returns>
    public static async Task<string> SignInAsync(ServerProcess server, string? name = null)
    {
        // Not the administrator, whose pages have more on them.
        name ??= (await NamesAsync(server, 1))[0];
        return await SignInForm.SendAsync(server.Http, name, SeededForum.Password, CancellationToken.None);
    }

    /// <summary>Where the pages of this database are, found as a visitor finds them.</summary>
    public static async Task<Pages> PagesAsync(ServerProcess server, SeededForum forum)
    {
        using var toThread = await server.Http.GetAsync(forum.LongThread);
        var longThread = toThread.Headers.Location!.OriginalString;
        var board = BoardLink().Match(await server.Http.GetStringAsync("/")).Groups[1].Value;
        var profile = MemberLink().Match(await server.Http.GetStringAsync(longThread)).Groups[1].Value;
        return new Pages("/", board, longThread, longThread + "?page=10", profile, $"/search?q={CommonWord}", "/feed", "/sign-in");
    }

    /// <summary>Names of members who can sign in, off the pages of their threads.</summary>
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

/// <summary>The addresses of the pages that are measured.</summary>
internal sealed record Pages(string Home, string Board, string Thread, string LastPage, string Profile, string Search, string Feed, string SignIn);
