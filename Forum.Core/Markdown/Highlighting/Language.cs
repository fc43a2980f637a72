using System.Collections.Frozen;

namespace Forum.Core.Markdown.Highlighting;

/// <summary>How a language's text is tokenized.</summary>
internal enum Syntax
{
    /// <summary>Words, strings, comments.</summary>
    Code,

    /// <summary>Tags.</summary>
    Markup,

    /// <summary>Lines with a leading sign.</summary>
    Diff,

    /// <summary>HTTP requests and responses: a start line, headers, a body.</summary>
    Http,
}

/// <summary>A span between two delimiters.</summary>
/// <param name="Open">The opening delimiter.</param>
/// <param name="Close">The closing delimiter.</param>
/// <param name="SpansLines">Whether it may continue past the end of the line.</param>
/// <param name="Escapes">Whether <paramref name="EscapeSign"/> escapes the next character.</param>
/// <param name="EscapeSign">A backslash in most languages.</param>
internal sealed record Span(string Open, string Close, bool SpansLines = false, bool Escapes = true, char EscapeSign = '\\');

/// <summary>What the tokenizer knows about a language.</summary>
/// <param name="Names">The names after the code fence that select it.</param>
internal sealed record Language(params string[] Names)
{
    /// <summary>How its text is tokenized.</summary>
    public Syntax Syntax { get; init; } = Syntax.Code;

    /// <summary>Its keywords; with <see cref="IgnoresCase"/> the set ignores case.</summary>
    public FrozenSet<string> Keywords { get; init; } = [];

    /// <summary>Whether case is ignored.</summary>
    public bool IgnoresCase { get; init; }

    /// <summary>The delimiters that start a comment to the end of the line.</summary>
    public string[] LineComments { get; init; } = [];

    /// <summary>Comments between delimiters.</summary>
    public Span[] Comments { get; init; } = [];

    /// <summary>Strings; longer delimiters come first.</summary>
    public Span[] Strings { get; init; } = [];

    /// <summary>Characters besides letters, digits and the underscore that words can contain.</summary>
    public string WordCharacters { get; init; } = "";

    /// <summary>Whether a word or string before a colon is a key.</summary>
    public bool HasKeys { get; init; }

    /// <summary>Whether a word or string before an equals sign is a key; spaces are allowed in between.</summary>
    public bool HasAssignedKeys { get; init; }

    /// <summary>Whether a line that starts with a square bracket starts a section.</summary>
    public bool HasSections { get; init; }

    /// <summary>Whether the first word of a statement is always a keyword.</summary>
    public bool BeginsWithKeyword { get; init; }
}
