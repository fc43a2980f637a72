using System.Net;

namespace Forum.Core.Markdown.Html;

/// <summary>The fallback for a text that the parser fails on: its lines as typed.</summary>
internal static class ShownAsText
{
    /// <summary>One paragraph with the text's lines.</summary>
    public static string ToHtml(string text)
    {
        var lines = text.ReplaceLineEndings("\n").Trim('\n').Split('\n').Select(WebUtility.HtmlEncode);
        return "<p>" + string.Join("<br />\n", lines) + "</p>\n";
    }
}
