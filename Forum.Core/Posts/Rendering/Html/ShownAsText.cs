using System.Net;

namespace Forum.Core.Posts.Rendering.Html;

/// <summary>The last resort for a text that the parser gives up on: its lines, as typed.</summary>
internal static class ShownAsText
{
    /// <summary>One paragraph with the lines of the text.</summary>
    public static string ToHtml(string text)
    {
        var lines = text.ReplaceLineEndings("\n").Trim('\n').Split('\n').Select(WebUtility.HtmlEncode);
        return "<p>" + string.Join("<br />\n", lines) + "</p>\n";
    }
}
