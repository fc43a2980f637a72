
namespace Forum.Core.Markdown.Highlighting;

/// <summary>
/// Splits code into tokens. Every step consumes at least one character and looks no further than it consumes (a word
/// also looks past the spaces after it, which no other word does), so the time is linear in the length. Unclosed
/// strings and comments end with their line or with the code. It highlights without understanding the code.
/// </summary>
internal static class Tokenizer
{
    /// <summary>The tokens of the code, in order and without gaps.</summary>
    public static IEnumerable<Token> Read(string code, Language language)
    {
        var step = StepFor(language);
        var textStart = 0;
        var position = 0;
        while (position < code.Length)
        {
            var (kind, length) = step(code, position);
            if (kind != TokenKind.Text)
            {
                if (position > textStart) yield return new Token(TokenKind.Text, textStart, position - textStart);
                yield return new Token(kind, position, length);
                textStart = position + length;
            }

            position += length;
        }

        if (position > textStart) yield return new Token(TokenKind.Text, textStart, position - textStart);
    }

    private static Func<string, int, (TokenKind Kind, int Length)> StepFor(Language language) => language.Syntax switch
    {
        Syntax.Markup => new MarkupSteps().Step,
        Syntax.Diff => DiffSteps.Step,
        Syntax.Http => new HttpSteps().Step,
        _ => new CodeSteps(language).Step,
    };
}
