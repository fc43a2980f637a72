namespace Forum.Core.Posts.Rendering.Highlighting;

/// <summary>What a piece of code is.</summary>
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

    /// <summary>A word of the language.</summary>
    Keyword,

    /// <summary>The name of an element.</summary>
    Tag,

    /// <summary>An attribute, a property, a key.</summary>
    Attr,

    /// <summary>A line that was added.</summary>
    Add,

    /// <summary>A line that was taken away.</summary>
    Del,
}

/// <summary>A piece of code.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Start">Where it begins.</param>
/// <param name="Length">How many characters it has.</param>
internal readonly record struct Token(TokenKind Kind, int Start, int Length)
{
    /// <summary>The class that colors it.</summary>
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
