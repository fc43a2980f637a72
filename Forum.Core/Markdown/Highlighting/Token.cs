
namespace Forum.Core.Markdown.Highlighting;

/// <summary>The kinds of tokens.</summary>
internal enum TokenKind
{
    /// <summary>Anything without a color.</summary>
    Text,

    /// <summary>A comment.</summary>
    Comment,

    /// <summary>A string or a character.</summary>
    String,

    /// <summary>A number.</summary>
    Number,

    /// <summary>A keyword.</summary>
    Keyword,

    /// <summary>An element name.</summary>
    Tag,

    /// <summary>An attribute, property or key.</summary>
    Attr,

    /// <summary>An added line.</summary>
    Add,

    /// <summary>A removed line.</summary>
    Del,
}

/// <summary>A piece of code.</summary>
internal readonly record struct Token(TokenKind Kind, int Start, int Length)
{
    /// <summary>The CSS class for its color.</summary>
    public string CssClass => Kind switch
    {
        TokenKind.Comment => "tok-comment",
        TokenKind.String => "tok-string",
        TokenKind.Number => "tok-number",
        TokenKind.Keyword => "tok-keyword",
        TokenKind.Tag => "tok-tag",
        TokenKind.Attr => "tok-attr",
        TokenKind.Add => "tok-add",
        TokenKind.Del => "tok-del",
        _ => "",
    };
}
