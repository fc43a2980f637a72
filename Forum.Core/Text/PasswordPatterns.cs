using System.Text;

namespace Forum.Core.Text;

/// <summary>
/// Detects passwords that are long only because of repetition: a repeated character or word, or a keyboard sequence.
/// </summary>
internal static class PasswordPatterns
{
    /// <summary>Three or fewer different characters, in any order, can be found by trying all combinations.</summary>
    private const int FewCharacters = 3;

    /// <summary>Two sequences in one password ("abcdef654321") are as predictable as one.</summary>
    private const int FewRuns = 2;

    /// <summary>
    /// The rows of common keyboards. The alphabet and digits don't need a row because their code points are
    /// consecutive.
    /// </summary>
    private static readonly string[] KeyboardRows =
    [
        "1234567890", "qwertyuiop", "asdfghjkl", "zxcvbnm", "qwertzuiopü", "asdfghjklöä", "yxcvbnm", "azertyuiop", "qsdfghjklm", "wxcvbn",
        "йцукенгшщзхъ", "фывапролджэ", "ячсмитьбю",
    ];

    private static readonly HashSet<(int, int)> Neighbours = [.. KeyboardRows.SelectMany(row =>
        row.Zip(row.Skip(1)).SelectMany(pair => new[] { ((int)pair.First, (int)pair.Second), (pair.Second, pair.First) }))];

    /// <summary>
    /// Whether a part shorter than <paramref name="shortest"/> repeats to the end, or only a few different characters
    /// are used.
    /// </summary>
    public static bool Repeats(string text, int shortest)
    {
        if (text.EnumerateRunes().Distinct().Take(FewCharacters + 1).Count() <= FewCharacters)
            return true;
        return Enumerable.Range(1, Math.Min(shortest - 1, text.Length / 2)).Any(period => HasPeriod(text, period));
    }

    /// <summary>
    /// Whether the text is one or two sequences of adjacent characters, by code point or keyboard, in either direction.
    /// </summary>
    public static bool IsSequence(string lowerCase)
    {
        Rune[] characters = [.. lowerCase.EnumerateRunes()];
        var runs = 1;
        for (var index = 1; index < characters.Length; index++)
        {
            var (before, here) = (characters[index - 1].Value, characters[index].Value);
            if (Math.Abs(before - here) > 1 && !Neighbours.Contains((before, here)))
                runs++;
        }

        return runs <= FewRuns;
    }

    /// <summary>To an attacker, P@ssw0rd is the same as password.</summary>
    public static string WithLettersForSigns(string lowerCase) => string.Concat(lowerCase.Select(unit => unit switch
    {
        '@' or '4' => 'a',
        '0' => 'o',
        '1' => 'i',
        '3' => 'e',
        '$' or '5' => 's',
        '7' => 't',
        _ => unit,
    }));

    private static bool HasPeriod(string text, int period) => text.AsSpan(period).SequenceEqual(text.AsSpan(0, text.Length - period));
}
