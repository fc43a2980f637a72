
namespace Forum.Core.Markdown.Highlighting;

/// <summary>Tokenizes code: comments, strings, numbers, words.</summary>
internal sealed class CodeSteps
{
    private readonly Language _language;
    private bool _beginsLine = true;
    private bool _beginsStatement = true;

    public CodeSteps(Language language) => _language = language;

    /// <summary>The token at a position.</summary>
    public (TokenKind Kind, int Length) Step(string code, int position)
    {
        var c = code[position];
        if (char.IsWhiteSpace(c))
        {
            _beginsLine |= c == '\n';
            _beginsStatement |= c == '\n';
            return (TokenKind.Text, 1);
        }

        var token = Read(code, position);
        _beginsLine = false;
        _beginsStatement = c is ';' or '{' or '}';
        return token;
    }

    private (TokenKind Kind, int Length) Read(string code, int position)
    {
        var rest = code.AsSpan(position);
        var c = rest[0];
        if (_beginsLine && _language.HasSections && c == '[') return (TokenKind.Tag, SectionLength(rest));
        if (CommentLength(code, position) is var comment and > 0) return (TokenKind.Comment, comment);
        foreach (var quotes in _language.Strings)
        {
            if (!rest.StartsWith(quotes.Open)) continue;
            var length = LengthBetween(rest, quotes);
            return (IsKey(rest, length) ? TokenKind.Attr : TokenKind.String, length);
        }

        if (char.IsAsciiDigit(c)) return (TokenKind.Number, NumberLength(rest));
        if (c == '-' && rest.Length > 1 && char.IsAsciiDigit(rest[1])) return (TokenKind.Text, 1);
        if (!IsWord(c)) return (TokenKind.Text, 1);
        var word = WordLength(rest);
        return (KindOfWord(rest, word), word);
    }

    private TokenKind KindOfWord(ReadOnlySpan<char> rest, int length)
    {
        if (IsKey(rest, length)) return TokenKind.Attr;
        if (_language.BeginsWithKeyword && _beginsStatement) return TokenKind.Keyword;
        return _language.Keywords.GetAlternateLookup<ReadOnlySpan<char>>().Contains(rest[..length]) ? TokenKind.Keyword : TokenKind.Text;
    }

    private bool IsKey(ReadOnlySpan<char> rest, int length)
    {
        if (_language.HasKeys && length < rest.Length && rest[length] == ':') return true;
        return _language.HasAssignedKeys && rest[length..].TrimStart(" \t").StartsWith('=');
    }

    // TOML uses two brackets for arrays of tables.
    private static int SectionLength(ReadOnlySpan<char> rest)
    {
        var end = rest.IndexOfAny(']', '\n');
        if (end < 0) return rest.Length;
        if (rest[end] == '\n') return end;
        return end + 1 < rest.Length && rest[end + 1] == ']' ? end + 2 : end + 1;
    }

    private int CommentLength(string code, int position)
    {
        var rest = code.AsSpan(position);
        foreach (var comment in _language.Comments)
        {
            if (rest.StartsWith(comment.Open)) return LengthBetween(rest, comment);
        }

        foreach (var mark in _language.LineComments)
        {
            if (!rest.StartsWith(mark)) continue;

            // In a shell, "$#" and "a#b" don't start a comment; in a settings file, "a;b" doesn't.
            if (mark is "#" or ";" && position > 0 && !char.IsWhiteSpace(code[position - 1])) continue;
            var end = rest.IndexOf('\n');
            return end < 0 ? rest.Length : end;
        }

        return 0;
    }

    private static int LengthBetween(ReadOnlySpan<char> rest, Span span)
    {
        var i = span.Open.Length;
        while (i < rest.Length)
        {
            if (rest[i] == '\n' && !span.SpansLines) return i;
            if (rest[i..].StartsWith(span.Close)) return i + span.Close.Length;
            i += rest[i] == span.EscapeSign && span.Escapes ? 2 : 1;
        }

        return rest.Length;
    }

    private static int NumberLength(ReadOnlySpan<char> rest)
    {
        var length = 1;
        while (length < rest.Length && ContinuesNumber(rest, length)) length++;
        return length;
    }

    private static bool ContinuesNumber(ReadOnlySpan<char> rest, int at) =>
        char.IsAsciiLetterOrDigit(rest[at]) || rest[at] is '_' or '%' || IsDecimalPoint(rest, at);

    // "1.5", but not the range "1..5" or the call "1.ToString()".
    private static bool IsDecimalPoint(ReadOnlySpan<char> rest, int at) =>
        rest[at] == '.' && at + 1 < rest.Length && char.IsAsciiDigit(rest[at + 1]);

    private int WordLength(ReadOnlySpan<char> rest)
    {
        var length = 0;
        while (length < rest.Length && IsWord(rest[length])) length++;
        return length;
    }

    private bool IsWord(char c) => char.IsLetterOrDigit(c) || c == '_' || _language.WordCharacters.Contains(c);
}
