
namespace Forum.Core.Markdown.Highlighting;

/// <summary>Tokenizes a diff line by line.</summary>
internal static class DiffSteps
{
    /// <summary>The token at a position, which is the start of a line.</summary>
    public static (TokenKind Kind, int Length) Step(string code, int position)
    {
        var line = code.AsSpan(position);
        var end = line.IndexOf('\n');
        if (end == 0) return (TokenKind.Text, 1);
        if (end > 0) line = line[..end];
        return (KindOf(line), line.Length);
    }

    private static TokenKind KindOf(ReadOnlySpan<char> line)
    {
        if (line.StartsWith("+++") || line.StartsWith("---") || line.StartsWith("diff ") || line.StartsWith("index ")) return TokenKind.Comment;
        return line[0] switch
        {
            '+' => TokenKind.Add,
            '-' => TokenKind.Del,
            '@' => TokenKind.Keyword,
            _ => TokenKind.Text,
        };
    }
}
