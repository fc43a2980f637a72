
namespace Forum.Core.Markdown.Highlighting;

/// <summary>Tokenizes HTML and XML: comments, element names, attributes and their values.</summary>
internal sealed class MarkupSteps
{
    private const string CommentStart = "<!--";
    private const string CommentEnd = "-->";

    private bool _inTag;

    /// <summary>The token at a position.</summary>
    public (TokenKind Kind, int Length) Step(string code, int position)
    {
        var rest = code.AsSpan(position);
        if (!_inTag) return StepInText(rest);
        var c = rest[0];
        if (c == '>')
        {
            _inTag = false;
            return (TokenKind.Tag, 1);
        }

        if (c is '"' or '\'')
        {
            var close = rest[1..].IndexOf(c);
            return (TokenKind.String, close < 0 ? rest.Length : close + 2);
        }

        return IsName(c) ? (TokenKind.Attr, NameLength(rest)) : (TokenKind.Text, 1);
    }

    private (TokenKind Kind, int Length) StepInText(ReadOnlySpan<char> rest)
    {
        if (rest.StartsWith(CommentStart))
        {
            var end = rest.IndexOf(CommentEnd);
            return (TokenKind.Comment, end < 0 ? rest.Length : end + CommentEnd.Length);
        }

        if (rest[0] != '<')
        {
            var next = rest.IndexOf('<');
            return (TokenKind.Text, next < 0 ? rest.Length : next);
        }

        var mark = rest.Length > 1 && rest[1] is ('/' or '!' or '?') ? 2 : 1;
        var name = NameLength(rest[mark..]);
        if (name == 0) return (TokenKind.Text, 1);
        _inTag = true;
        return (TokenKind.Tag, mark + name);
    }

    private static int NameLength(ReadOnlySpan<char> text)
    {
        var length = 0;
        while (length < text.Length && IsName(text[length])) length++;
        return length;
    }

    private static bool IsName(char c) => char.IsLetterOrDigit(c) || c is '-' or '_' or ':' or '.' or '@';
}
