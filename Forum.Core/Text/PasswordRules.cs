using System.Globalization;
using System.Text;

namespace Forum.Core.Text;

/// <summary>
/// The rules for passwords, after NIST SP 800-63B-4 section 3.1.1.2: a minimum length, nothing that attackers try
/// first, and no rules about mixing kinds of characters. The minimum is ours: NIST requires 15 if the password is the
/// only factor, and 8 with a second. Compromised passwords beyond the embedded list aren't checked, because the forum
/// doesn't call other services.
/// </summary>
public static class PasswordRules
{
    /// <summary>The minimum length, in Unicode code points of the normalized form.</summary>
    public const int MinLength = 10;

    /// <summary>
    /// The maximum length, in Unicode code points of the normalized form: enough for any passphrase, short enough to
    /// hash.
    /// </summary>
    public const int MaxLength = 256;

    /// <summary>A password with fewer different characters than this besides known words counts as those words.</summary>
    private const int LittleElse = 5;

    /// <summary>Shorter parts of a name or address match by chance.</summary>
    private const int ShortestKnownWord = 3;

    private static readonly string[] EverybodysWords =
    [
        "password", "passwort", "passw", "forum", "community", "welcome", "letmein", "qwerty", "qwertz", "azerty", "admin", "login", "secret",
        "changeme", "iloveyou", "default",
    ];

    /// <summary>
    /// Null if the password is allowed; otherwise the reason, a fixed English sentence that is also its translation
    /// key. Checks the normalized form; spaces count like any character. Name and address may be null.
    /// </summary>
    public static string? Refusal(string? password, string? userName, string? email)
    {
        if (string.IsNullOrEmpty(password))
            return "Choose a password.";
        if (password.Length > 2 * MaxLength)
            return "Passwords can have at most 256 characters.";
        var normalized = Normalize(password);
        return LengthRefusal(normalized) ?? ContentRefusal(normalized.ToLowerInvariant(), userName, email);
    }

    /// <summary>
    /// The form in which a password is hashed and compared: NFC, so that é typed on another keyboard or system is the
    /// same password (RFC 8265 section 4.2, <c>OpaqueString</c>, which maps every kind of space to the plain one). Case
    /// and width are preserved. The password hasher takes strings as they are, so call this before setting or checking
    /// a password. Lone surrogates become U+FFFD: no keyboard produces them.
    /// </summary>
    public static string Normalize(string password)
    {
        ArgumentNullException.ThrowIfNull(password);
        var plain = new StringBuilder(password.Length);
        foreach (var character in password.EnumerateRunes())
            plain.Append(Rune.GetUnicodeCategory(character) == UnicodeCategory.SpaceSeparator ? " " : character.ToString());
        return plain.Replace('\uFFFE', '\uFFFD').ToString().Normalize(NormalizationForm.FormC);
    }

    private static string? LengthRefusal(string normalized) => normalized.EnumerateRunes().Count() switch
    {
        < MinLength => "Passwords need at least 10 characters.",
        > MaxLength => "Passwords can have at most 256 characters.",
        _ => null,
    };

    private static string? ContentRefusal(string lowerCase, string? userName, string? email)
    {
        if (PasswordPatterns.Repeats(lowerCase, MinLength))
            return "This password repeats the same few characters. Choose another.";
        if (PasswordPatterns.IsSequence(lowerCase))
            return "This password is a simple sequence, such as abcdefghij or qwertyuiop. Choose another.";
        var letters = PasswordPatterns.WithLettersForSigns(lowerCase);
        if (IsLittleElse(lowerCase, userName, email) || IsLittleElse(letters, userName, email))
            return "This password is too similar to your username, your email address or a common word. Choose another.";
        return CommonPasswords.Holds(lowerCase) ? "This is one of the most common passwords. Choose another." : null;
    }

    private static bool IsLittleElse(string lowerCase, string? userName, string? email)
    {
        var rest = lowerCase;
        foreach (var word in KnownWords(userName, email).OrderByDescending(word => word.Length))
            rest = rest.Replace(word, "", StringComparison.Ordinal);
        if (rest.Where(unit => !char.IsWhiteSpace(unit)).Distinct().Count() < LittleElse)
            return true;
        return rest.Length < lowerCase.Length && PasswordPatterns.IsSequence(rest);
    }

    private static IEnumerable<string> KnownWords(string? userName, string? email)
    {
        string[] own = [.. new[] { userName, email }.OfType<string>().Select(text => Normalize(text).ToLowerInvariant())];
        var parts = own.SelectMany(text => text.Split(['@', '.', '-', '_', '+', ' ']));
        return own.Concat(parts).Concat(EverybodysWords).Where(word => word.Length >= ShortestKnownWord).Distinct();
    }
}
