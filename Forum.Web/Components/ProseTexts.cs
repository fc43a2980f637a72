using System.Net;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace Forum.Web.Components;

/// <summary>
/// The few words that the Markdown renderer adds to what people write. They are stored in English with the post, and
/// translated when it's shown. People can't write an attribute: in what they write, quotation marks are escaped.
/// </summary>
public static partial class ProseTexts
{
    /// <summary>Rendered Markdown, with these words in the page's language.</summary>
    public static MarkupString Prose(this IStringLocalizer texts, string html)
    {
        ArgumentNullException.ThrowIfNull(html);
        return new(html.Contains("aria-label=", StringComparison.Ordinal) || html.Contains("<summary", StringComparison.Ordinal)
            ? Words().Replace(html, match => match.Groups["before"].Value + WebUtility.HtmlEncode(Translated(texts, match)) + match.Groups["after"].Value)
            : html);
    }

    private static string Translated(IStringLocalizer texts, Match match) => match.Groups["word"].Value switch
    {
        "Done" => texts["Done"],
        "Not done" => texts["Not done"],
        "Footnote" => texts["Footnote {0}", match.Groups["number"].Value],
        "Back to reference" => texts["Back to reference {0}", match.Groups["number"].Value],
        _ => texts["Spoiler"],
    };

    [GeneratedRegex("""(?<before> aria-label=")(?:(?<word>Spoiler|Done|Not done)|(?<word>Footnote|Back to reference) (?<number>\d+))(?<after>")|(?<before><summary[^>]*>)(?<word>Spoiler)(?<after></summary>)""")]
    private static partial Regex Words();
}
