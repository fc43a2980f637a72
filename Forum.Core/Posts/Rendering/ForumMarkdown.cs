using System.Text;
using Forum.Core.Posts.Rendering.Parsing;
using Markdig;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Forum.Core.Posts.Rendering;

/// <summary>
/// Reads what members write: the full dialect for posts and private messages, a small one for chat.
/// Thread-safe; one instance serves the whole process. The dialect is described in <c>docs/markdown.md</c>.
/// </summary>
public sealed class ForumMarkdown
{
    /// <summary>
    /// The version of the HTML that this renderer makes. It is stored beside each rendered post; when it moves, a job renders those posts again.
    /// </summary>
    public const int Version = 2;

    private readonly Dialect _posts = Dialect.ForPosts();
    private readonly Lazy<Dialect> _positions = new(static () => Dialect.ForPosts(withPositions: true));
    private readonly Dialect _chat = Dialect.ForChat();
    private readonly ILogger _log;

    /// <summary>Builds the parsers, which takes some milliseconds.</summary>
    public ForumMarkdown(ILogger<ForumMarkdown>? log = null) => _log = log ?? NullLogger<ForumMarkdown>.Instance;

    /// <summary>Reads a post. Never throws on any text; what cannot be read as Markdown is shown as it was typed.</summary>
    /// <param name="markdown">The text as typed; callers refuse more than 32,000 characters.</param>
    /// <exception cref="ArgumentNullException"><paramref name="markdown"/> is null.</exception>
    public ParsedMarkdown ParsePost(string markdown) => Parse(markdown, _posts);

    /// <summary>
    /// Reads a chat message: inline markup and fenced code only, each new line a line break, everything else shown as it was typed.
    /// </summary>
    /// <param name="markdown">The text as typed; callers refuse more than 32,000 characters.</param>
    /// <exception cref="ArgumentNullException"><paramref name="markdown"/> is null.</exception>
    public ParsedMarkdown ParseChat(string markdown) => Parse(markdown, _chat);

    /// <summary>
    /// A post as a quotation: its Markdown with the sign in front of each line. What its author has quoted in turn is left out, since a long
    /// exchange would carry itself along, unless the post has nothing else. Labels of footnotes and links are resolved, so that the quotation says the same anywhere.
    /// </summary>
    /// <param name="markdown">The text as typed.</param>
    /// <returns>Lines that each begin with the sign; empty for an empty text.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="markdown"/> is null.</exception>
    public string Quote(string markdown)
    {
        ArgumentNullException.ThrowIfNull(markdown);
        var source = WellFormed(markdown).ReplaceLineEndings("\n");
        var words = new ParserGuard(_log).Try(() => OwnWords.Of(Markdown.Parse(source, _positions.Value.Pipeline), source, Post.MaxLength)) ?? source;
        return words.Length == 0 ? "" : string.Concat(words.Split('\n').Select(static line => string.IsNullOrWhiteSpace(line) ? ">\n" : $"> {line}\n"));
    }

    private ParsedMarkdown Parse(string markdown, Dialect dialect)
    {
        ArgumentNullException.ThrowIfNull(markdown);
        var source = WellFormed(markdown);
        var guard = new ParserGuard(_log);
        return new ParsedMarkdown(source, dialect, guard, guard.Try(() => Directions.Set(Markdown.Parse(source, dialect.Pipeline), source)));
    }

    /// <summary>Half a surrogate pair cannot be stored as UTF-8, and the URL escaping of the framework refuses it.</summary>
    private static string WellFormed(string text)
    {
        var result = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes()) result.Append(rune.Value == 0 ? Rune.ReplacementChar : rune);
        return result.ToString();
    }
}
