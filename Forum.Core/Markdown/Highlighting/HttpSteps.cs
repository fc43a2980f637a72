
namespace Forum.Core.Markdown.Highlighting;

/// <summary>
/// Tokenizes an HTTP request or response: the start line, the headers, and the body, which is read as JSON. Three
/// number signs start another one.
/// </summary>
internal sealed class HttpSteps
{
    private const string Separator = "###";

    private CodeSteps? _body;
    private bool _isFirstLine = true;
    private bool _isInLine;

    /// <summary>The token at a position.</summary>
    public (TokenKind Kind, int Length) Step(string code, int position)
    {
        var rest = code.AsSpan(position);
        var beginsLine = position == 0 || code[position - 1] == '\n';
        if (beginsLine)
        {
            _isInLine = false;
            if (rest.StartsWith(Separator)) return Begin(rest);
        }

        if (_body is not null) return _body.Step(code, position);
        return _isFirstLine ? StepInFirstLine(rest) : StepInHeaders(rest);
    }

    private (TokenKind Kind, int Length) Begin(ReadOnlySpan<char> rest)
    {
        (_body, _isFirstLine) = (null, true);
        return (TokenKind.Comment, LineLength(rest));
    }

    private (TokenKind Kind, int Length) StepInFirstLine(ReadOnlySpan<char> rest)
    {
        if (char.IsWhiteSpace(rest[0]))
        {
            // Empty lines may come before the start line.
            if (rest[0] == '\n' && _isInLine) _isFirstLine = false;
            return (TokenKind.Text, 1);
        }

        var word = rest[..WordLength(rest)];
        var isFirst = !_isInLine;
        _isInLine = true;
        if (isFirst || word.StartsWith("HTTP/")) return (TokenKind.Keyword, word.Length);
        if (word.IndexOfAnyExceptInRange('0', '9') < 0) return (TokenKind.Number, word.Length);
        return (word.Contains('/') ? TokenKind.String : TokenKind.Text, word.Length);
    }

    private (TokenKind Kind, int Length) StepInHeaders(ReadOnlySpan<char> rest)
    {
        var length = LineLength(rest);
        if (_isInLine) return (TokenKind.Text, Math.Max(1, length));
        if (rest[..length].IsWhiteSpace())
        {
            _body = new CodeSteps(Languages.Find("json")!);
            return (TokenKind.Text, Math.Max(1, length));
        }

        _isInLine = true;
        var colon = rest[..length].IndexOf(':');
        return colon > 0 ? (TokenKind.Attr, colon) : (TokenKind.Text, length);
    }

    private static int LineLength(ReadOnlySpan<char> rest)
    {
        var end = rest.IndexOf('\n');
        return end < 0 ? rest.Length : end;
    }

    private static int WordLength(ReadOnlySpan<char> rest)
    {
        var length = 0;
        while (length < rest.Length && !char.IsWhiteSpace(rest[length])) length++;
        return length;
    }
}
