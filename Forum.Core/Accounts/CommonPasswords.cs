using System.Collections.Frozen;

namespace Forum.Core.Accounts;

/// <summary>Passwords that are tried first, and single words: about ten thousand of ten characters or more. See <c>docs/dependencies.md</c>.</summary>
internal static class CommonPasswords
{
    /// <summary>So many digits and signs around a common password do not make it another one: a year, an exclamation mark.</summary>
    private const int TrimmingsThatDoNotCount = 4;

    private static readonly Lazy<FrozenSet<string>> List = new(() =>
        AccountData.Lines("common-passwords.txt").ToFrozenSet(StringComparer.Ordinal));

    /// <summary>Whether the lower-case password is on the list, as it is or inside a few digits or signs.</summary>
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
