using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;

namespace Forum.Core.Markdown;

/// <summary>
/// Whom a post addresses: the members it mentions and the posts it quotes. Both are read from the rendered HTML, where
/// only existing members are links, at most <c>MemberNameQueries.MaxMentions</c>, and code is plain
/// text.
/// </summary>
internal static partial class PostAddressees
{
    private const int MaxQuotes = 10;

    /// <summary>The names that a post mentions, normalized for lookup.</summary>
    public static IReadOnlyCollection<string> NamesIn(string html) => MentionsIn(html).Select(static mention => mention.Name.ToUpperInvariant()).ToHashSet(StringComparer.Ordinal);

    /// <summary>
    /// The members that a post mentions: the name when the post was rendered, the key (which earlier renderers didn't
    /// write), and the name in the text, if that is a former one.
    /// </summary>
    public static IEnumerable<(string Name, int? MemberId, string Written)> MentionsIn(string html) => html.Contains("class=\"mention\"", StringComparison.Ordinal)
        ? Mention().Matches(html).Select(static match => (
            WebUtility.HtmlDecode(match.Groups[1].Value),
            match.Groups[2].Success ? int.Parse(match.Groups[2].ValueSpan, CultureInfo.InvariantCulture) : (int?)null,
            WebUtility.HtmlDecode((match.Groups[3].Success ? match.Groups[3] : match.Groups[1]).Value)))
        : [];

    /// <summary>The posts that a post quotes with the forum's own quote syntax; nested quotes aren't included.</summary>
    public static IReadOnlyCollection<long> QuotedIn(string html)
    {
        var quoted = new HashSet<long>();
        if (!html.Contains(">↑</a>", StringComparison.Ordinal))
            return quoted;
        var depth = 0;
        foreach (Match tag in Quotation().Matches(html))
        {
            depth += tag.ValueSpan.StartsWith("</") ? -1 : 1;
            if (depth == 1 && tag.Groups[1].Success && quoted.Count < MaxQuotes)
                quoted.Add(long.Parse(tag.Groups[1].ValueSpan, CultureInfo.InvariantCulture));
        }

        return quoted;
    }

    [GeneratedRegex("<a class=\"mention\" href=\"[^\"]*\" data-member=\"([^\"]*)\"(?: data-member-id=\"([0-9]{1,10})\")?(?: data-written=\"([^\"]*)\")?>")]
    private static partial Regex Mention();

    [GeneratedRegex("</blockquote>|<blockquote[^>]{0,20}>(?:\n<p[^>]{0,20}><strong>[^<]{1,100}</strong> <a href=\"/p/([0-9]{1,18})\">↑</a>)?")]
    private static partial Regex Quotation();
}
