using System.Text;
using Forum.Core.Markdown.Parsing;
using Forum.Core.Posts;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Forum.Core.Markdown;

/// <summary>
/// Parses members' Markdown: the full dialect for posts and private messages, a small one for chat. Thread-safe; one
/// instance serves the whole process. See <c>docs/markdown.md</c> for the dialect.
/// </summary>
public sealed class ForumMarkdown
{
    /// <summary>
    /// The version of the HTML that this renderer produces. Stored with each rendered post; when it changes, a job
    /// renders older posts again.
    /// </summary>
    public const int Version = 3;

    private readonly Dialect _posts = Dialect.ForPosts();
    private readonly Lazy<Dialect> _positions = new(static () => Dialect.ForPosts(withPositions: true));
    private readonly Dialect _chat = Dialect.ForChat();
    private readonly ILogger _log;

    /// <summary>Builds the parsers, which takes a few milliseconds.</summary>
    /// <param name="log">Logs that the parser failed on a text, but not the text itself.</param>
    public ForumMarkdown(ILogger<ForumMarkdown>? log = null) => _log = log ?? NullLogger<ForumMarkdown>.Instance;

    /// <summary>Parses a post. Never throws on any text; what can't be parsed as Markdown is shown as typed.</summary>
    /// <param name="markdown">The text as typed; callers refuse more than 32,000 characters.</param>
    /// <exception cref="ArgumentNullException"><paramref name="markdown"/> is null.</exception>
    public ParsedMarkdown ParsePost(string markdown) => Parse(markdown, _posts);

    /// <summary>
    /// Parses a chat message: inline markup and fenced code only, each new line a line break, everything else shown as
    /// typed.
    /// </summary>
    /// <param name="markdown">The text as typed; callers refuse more than 32,000 characters.</param>
    /// <exception cref="ArgumentNullException"><paramref name="markdown"/> is null.</exception>
    public ParsedMarkdown ParseChat(string markdown) => Parse(markdown, _chat);

    /// <summary>
    /// A post as a quote: its Markdown with the quote sign in front of each line. Nested quotes are left out, because a
    /// long exchange would keep growing, unless the post has nothing else. Labels of footnotes and links are resolved,
    /// so that the quote means the same anywhere.
    /// </summary>
    /// <param name="markdown">The text as typed.</param>
    /// <returns>Lines that each start with the sign; empty for an empty text.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="markdown"/> is null.</exception>
    public string Quote(string markdown)
    {
        ArgumentNullException.ThrowIfNull(markdown);
        var source = WellFormed(markdown).ReplaceLineEndings("\n");
        var words = new ParserGuard(_log).Try(() => OwnWords.Of(Markdig.Markdown.Parse(source, _positions.Value.Pipeline), source, Post.MaxLength)) ?? source;
        return words.Length == 0 ? "" : string.Concat(words.Split('\n').Select(static line => string.IsNullOrWhiteSpace(line) ? ">\n" : $"> {line}\n"));
    }

    private ParsedMarkdown Parse(string markdown, Dialect dialect)
    {
        ArgumentNullException.ThrowIfNull(markdown);
        var source = WellFormed(markdown);
        var guard = new ParserGuard(_log);
        return new ParsedMarkdown(source, dialect, guard, guard.Try(() => Directions.Set(Markdig.Markdown.Parse(source, dialect.Pipeline), source)));
    }

    /// <summary>A lone surrogate can't be stored as UTF-8, and .NET's URL escaping refuses it.</summary>
    private static string WellFormed(string text)
    {
        var result = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes()) result.Append(rune.Value == 0 ? Rune.ReplacementChar : rune);
        return result.ToString();
    }
}
