using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Forum.Core.Posts.Rendering;

namespace Forum.Tests.Posts.Rendering;

/// <summary>Renders texts for the tests of this room; the members Bob and Anna_K exist.</summary>
internal static class Rendered
{
    public static readonly ForumMarkdown Markdown = new();

    public static readonly IReadOnlyDictionary<string, string> Members = new Dictionary<string, string>
    {
        ["bob"] = "Bob",
        ["anna_k"] = "Anna_K",
        ["Жанна"] = "Жанна",
    };

    public static string Post(string markdown) => Markdown.ParsePost(markdown).ToHtml(Members, "p1-");

    public static string Chat(string markdown) => Markdown.ParseChat(markdown).ToHtml(Members, "c1-");

    public static IElement Parse(string html) => new HtmlParser().ParseDocument(html).Body!;

    /// <summary>What a reader sees of a post.</summary>
    public static string Text(string markdown) => Parse(Post(markdown)).TextContent.TrimEnd('\n');
}
