using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;

namespace Forum.Core.Notifications;

/// <summary>
/// Whom a post speaks to: the members that it mentions and the posts that it quotes. Mentions are taken from the finished HTML, where only
/// members who exist are links, and at most as many as <see cref="Accounts.MemberNameQueries.MaxMentions"/>.
/// </summary>
internal static partial class PostAddressees
{
    private const int MostQuotes = 10;

    /// <summary>The names that a post mentions, as an index of names has them.</summary>
    public static IReadOnlyCollection<string> NamesIn(string html) => html.Contains("class=\"mention\"", StringComparison.Ordinal)
        ? Mention().Matches(html).Select(static match => WebUtility.HtmlDecode(match.Groups[1].Value).ToUpperInvariant()).ToHashSet(StringComparer.Ordinal)
        : [];

    /// <summary>The posts that a text quotes in the way of the forum's own quotations.</summary>
    public static IReadOnlyCollection<long> QuotedIn(string markdown) => markdown.Contains("[↑](/p/", StringComparison.Ordinal)
        ? Quotation().Matches(markdown).Take(MostQuotes).Select(static match => long.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture)).ToHashSet()
        : [];

    [GeneratedRegex("<a class=\"mention\" href=\"[^\"]*\" data-member=\"([^\"]*)\">")]
    private static partial Regex Mention();

    [GeneratedRegex(@"^> \*\*[^\n]{1,100}\*\* \[↑\]\(/p/(\d{1,18})\)", RegexOptions.Multiline)]
    private static partial Regex Quotation();
}
