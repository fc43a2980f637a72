using System.Collections.Frozen;

namespace Forum.Core.Posts.Rendering.Highlighting;

/// <summary>How the text of a language is cut up.</summary>
internal enum Syntax
{
    /// <summary>Words, strings, comments.</summary>
    Code,

    /// <summary>Tags.</summary>
    Markup,

    /// <summary>Lines with a sign in front.</summary>
    Diff,

    /// <summary>Requests and answers: a line that says what, headers, a body.</summary>
    Http,
}

/// <summary>What stands between two marks.</summary>
/// <param name="Open">The opening mark.</param>
/// <param name="Close">The closing mark.</param>
/// <param name="SpansLines">Whether it may go on over the end of the line.</param>
/// <param name="Escapes">Whether <paramref name="EscapeSign"/> takes the meaning from the next character.</param>
/// <param name="EscapeSign">A backslash in most languages.</param>
internal sealed record Span(string Open, string Close, bool SpansLines = false, bool Escapes = true, char EscapeSign = '\\');

/// <summary>What the tokenizer knows of a language.</summary>
/// <param name="Names">The words behind the fence that mean it.</param>
internal sealed record Language(params string[] Names)
{
    /// <summary>How its text is cut up.</summary>
    public Syntax Syntax { get; init; } = Syntax.Code;

    /// <summary>Its words; with <see cref="IgnoresCase"/> the set compares so.</summary>
    public FrozenSet<string> Keywords { get; init; } = [];

    /// <summary>Whether case matters not.</summary>
    public bool IgnoresCase { get; init; }

    /// <summary>What begins a comment that ends with the line.</summary>
    public string[] LineComments { get; init; } = [];

    /// <summary>Comments between marks.</summary>
    public Span[] Comments { get; init; } = [];

    /// <summary>Strings; longer marks stand first.</summary>
    public Span[] Strings { get; init; } = [];

    /// <summary>Characters besides letters, digits and the underscore that words may hold.</summary>
    public string WordCharacters { get; init; } = "";

    /// <summary>Whether a word or string before a colon is a key.</summary>
    public bool HasKeys { get; init; }

    /// <summary>Whether a word or string before an equals sign is a key; there may be spaces between them.</summary>
    public bool HasAssignedKeys { get; init; }

    /// <summary>Whether a line that begins with a square bracket begins a section.</summary>
    public bool HasSections { get; init; }

    /// <summary>Whether the first word of a statement is a word of the language, whichever it is.</summary>
    public bool BeginsWithKeyword { get; init; }
}
