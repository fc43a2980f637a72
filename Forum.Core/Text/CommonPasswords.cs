using System.Collections.Frozen;

namespace Forum.Core.Text;

/// <summary>
/// The most commonly tried passwords, and single words: about ten thousand with ten characters or more. See
/// <c>docs/dependencies.md</c>.
/// </summary>
internal static class CommonPasswords
{
    /// <summary>
    /// Up to this many digits and signs around a common password, such as a year or an exclamation mark, don't make it
    /// a different one.
    /// </summary>
    private const int TrimmingsThatDoNotCount = 4;

    private static readonly Lazy<FrozenSet<string>> List = new(() =>
        AccountData.Lines("common-passwords.txt").ToFrozenSet(StringComparer.Ordinal));

    /// <summary>
    /// Whether the lowercase password is on the list, either as is or surrounded by a few digits or signs.
    /// </summary>
    public static bool Holds(string lowerCase)
    {
        if (IsListed(lowerCase))
            return true;
        var core = WithoutTrimmings(lowerCase);
        return lowerCase.Length - core.Length <= TrimmingsThatDoNotCount && IsListed(core);
    }

    private static bool IsListed(string text) =>
        List.Value.Contains(text) || List.Value.Contains(PasswordPatterns.WithLettersForSigns(text));

    private static string WithoutTrimmings(string text)
    {
        var (start, end) = (0, text.Length);
        while (start < end && !char.IsLetter(text[start]))
            start++;
        while (end > start && !char.IsLetter(text[end - 1]))
            end--;
        return text[start..end];
    }
}
