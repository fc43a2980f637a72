using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Forum.Core.Markdown;

namespace Forum.Tests.Markdown;

/// <summary>Renders text for the tests of this room; the members Bob and Anna_K exist.</summary>
internal static class Rendered
{
    public static readonly ForumMarkdown Markdown = new();

    public static readonly IReadOnlyDictionary<string, KnownMember> Members = new Dictionary<string, KnownMember>
    {
        ["bob"] = new(2, "Bob"),
        ["anna_k"] = new(3, "Anna_K"),
        ["Жанна"] = new(4, "Жанна"),
        ["anna_k.b"] = new(5, "anna_k.b"),
        ["田中さ"] = new(6, "田中さ"),
    };

    public static string Post(string markdown) => Markdown.ParsePost(markdown).ToHtml(Members, "p1-");

    public static string Chat(string markdown) => Markdown.ParseChat(markdown).ToHtml(Members, "c1-");

    public static IElement Parse(string html) => new HtmlParser().ParseDocument(html).Body!;

    /// <summary>What a reader sees of a post.</summary>
    public static string Text(string markdown) => Parse(Post(markdown)).TextContent.TrimEnd('\n');
}
