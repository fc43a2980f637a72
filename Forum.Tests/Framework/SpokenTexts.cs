using System.Text.RegularExpressions;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace Forum.Tests.Framework;

/// <summary>Finds what a page in the pseudo language says in Latin letters outside of the brackets. The forum's own data is in Cyrillic.</summary>
internal static partial class SpokenTexts
{
    private static readonly string[] Spoken = ["aria-label", "aria-description", "title", "placeholder", "alt"];

    /// <summary>The texts and attributes that never went through the texts.</summary>
    public static IEnumerable<string> Untranslated(string html)
    {
        var page = new HtmlParser().ParseDocument(html);
        var language = page.DocumentElement.GetAttribute("lang");
        return page.All.Where(element => !IsData(element, language)).SelectMany(Of).Distinct();
    }

    /// <summary>Whether a text has words that aren't between brackets, or a name, an address or code.</summary>
    public static bool IsUntranslated(string text) => Letters().IsMatch(Known().Replace(PseudoTexts.Outside(text), ""));

    private static IEnumerable<string> Of(IElement element)
    {
        // What is in a text field was typed.
        foreach (var text in element is IHtmlTextAreaElement ? [] : element.ChildNodes.OfType<IText>().Where(static text => IsUntranslated(text.Data)))
            yield return $"<{element.LocalName}> {text.Data.Trim()}";
        foreach (var attribute in element.Attributes.Where(attribute => IsSpoken(element, attribute) && IsUntranslated(attribute.Value)))
            yield return $"<{element.LocalName} {attribute.Name}> {attribute.Value}";
    }

    // Scripts say what is in data attributes: one with several words is a sentence.
    private static bool IsSpoken(IElement element, IAttr attribute) =>
        Spoken.Contains(attribute.Name)
        || (attribute.Name == "value" && element.LocalName == "input" && element.GetAttribute("type") is "submit" or "button" or "reset")
        || (attribute.Name == "content" && element.GetAttribute("name") == "description")
        || (attribute.Name.StartsWith("data-", StringComparison.Ordinal) && Words().IsMatch(attribute.Value));

    // What an email hides is the beginning of its own text, cut anywhere.
    private static bool IsData(IElement element, string? language) =>
        element.LocalName is "script" or "style"
        || element.Closest("code, kbd, [translate=no], [hreflang], .avatar, .brand-name, .thread-excerpt, .post-digest-text, [style^='display:none']") is not null
        || (element.LocalName == "time" && Ago().IsMatch(element.TextContent))
        || element.Closest("[lang]")?.GetAttribute("lang") != language
        || (element.LocalName == "option" && element.GetAttribute("value")?.Replace('_', ' ') == element.TextContent);

    // A letter by itself is a sign, such as B for bold.
    [GeneratedRegex("[A-Za-z]{2}")]
    private static partial Regex Letters();

    // Without JavaScript, relative times come from a library with a package for each language.
    [GeneratedRegex("^(now|.* ago)$")]
    private static partial Regex Ago();

    [GeneratedRegex("[A-Za-z]{2,} [A-Za-z]{2,}")]
    private static partial Regex Words();

    // The members of the cast, their addresses, URLs, and what is called the same in every language.
    [GeneratedRegex(@"https?://\S+|\S+@\S+|\b(Ada|Bob|Cleo|Mona|Lars|Atom|Rss|SQLite|UTC)\b")]
    private static partial Regex Known();
}
