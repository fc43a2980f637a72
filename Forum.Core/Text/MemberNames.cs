using System.Globalization;
using System.Text;

namespace Forum.Core.Text;

/// <summary>
/// The rules for member names. A name can use any script, but no two members can have names that look alike. Sources:
/// UTS #39 15.0 (Unicode security mechanisms: skeletons, the "highly restrictive" level), RFC 8265 section 3.4
/// (<c>UsernameCasePreserved</c>: width mapping, NFC, case preserved) and RFC 5893 section 2 (the first character of
/// right-to-left names).
/// </summary>
public static class MemberNames
{
    /// <summary>
    /// The minimum length, in Unicode code points of the canonical form. Not in text elements, because their boundaries
    /// change with the runtime's Unicode version, and a valid name must stay valid.
    /// </summary>
    public const int MinLength = 3;

    /// <summary>
    /// The maximum length, in Unicode code points of the canonical form; at most twice as many UTF-16 units.
    /// </summary>
    public const int MaxLength = 30;

    /// <summary>
    /// The maximum number of combining marks on one letter: UTS #39 section 5.4 treats more than four, or a repeated
    /// one, as an attack on adjacent lines.
    /// </summary>
    private const int MaxMarksInARow = 4;

    /// <summary>
    /// A text with this many UTF-16 units or more can't have a canonical form within the limit, so it isn't normalized.
    /// </summary>
    private const int HopelessLength = 256;

    /// <summary>
    /// Greek capitals that look like Latin ones, and those of them whose lowercase letters look different (ν like v,
    /// not n).
    /// </summary>
    private const string LatinLookingGreek = "ΑΒΕΖΗΙΚΜΝΟΡΤΥΧ";
    private const string TwoFacedGreek = "ΗΝΥ";

    /// <summary>
    /// Null if the name is allowed; otherwise the reason, a fixed English sentence that is also its translation key.
    /// Checks the canonical form. Doesn't check whether the name is taken.
    /// </summary>
    public static string? Refusal(string? name) => Refusal(name, mayBeReserved: false);

    /// <summary>As above; the forum's first administrator may use reserved names.</summary>
    internal static string? Refusal(string? name, bool mayBeReserved)
    {
        if (string.IsNullOrWhiteSpace(name))
            return "Choose a username.";
        if (name.Length >= HopelessLength)
            return "Usernames can have at most 30 characters.";
        var canonical = Canonical(name);
        Rune[] characters = [.. canonical.EnumerateRunes()];
        return LengthRefusal(characters) ?? CharacterRefusal(characters) ?? OrderRefusal(characters) ?? ScriptRefusal(canonical, characters)
            ?? (!mayBeReserved && ReservedNames.Holds(canonical) ? "This username is reserved or too similar to a reserved one. Choose another." : null);
    }

    /// <summary>
    /// The form in which a name is stored and shown: trimmed, with full-width and half-width characters (typed on East
    /// Asian keyboards) mapped to normal width, then NFC. Not NFKC, which would respell Armenian and Thai names; other
    /// compatibility characters are refused instead. Case is preserved. Idempotent. Lone surrogates become U+FFFD,
    /// which names can't contain.
    /// </summary>
    public static string Canonical(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        var wide = new StringBuilder(name.Length);
        foreach (var character in WellFormed(name).EnumerateRunes())
            wide.Append(character.Value is >= 0xFF00 and <= 0xFFEF ? character.ToString().Normalize(NormalizationForm.FormKC) : character.ToString());
        return wide.ToString().Normalize(NormalizationForm.FormC).Trim();
    }

    /// <summary>
    /// The key under which names must be unique: equal for names that differ only in case, normalization form or
    /// look-alike characters (UTS #39 section 4, on the case-folded NFKC form). Since case doesn't count, characters
    /// that look alike in either case are equal: I, i, l and 1 are, and so are 0 and O, rn and m. Not for display.
    /// Idempotent; accepts any string.
    /// </summary>
    public static string Skeleton(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        var skeleton = NameSkeleton.Of(Canonical(name));

        // A sign such as ¯ decomposes into a space and a mark, and a space at the end is trimmed. No name has one, but
        // lookups accept any text.
        for (var again = NameSkeleton.Of(Canonical(skeleton)); again != skeleton; again = NameSkeleton.Of(Canonical(skeleton)))
            skeleton = again;
        return skeleton;
    }

    /// <summary>Whether the character is one of the three punctuation marks allowed between letters.</summary>
    internal static bool IsPunctuation(int character) => character is '-' or '_' or '.';

    private static string? LengthRefusal(Rune[] characters) => characters.Length switch
    {
        < MinLength => "Usernames need at least 3 characters.",
        > MaxLength => "Usernames can have at most 30 characters.",
        _ => null,
    };

    private static string? CharacterRefusal(Rune[] characters)
    {
        if (characters.Any(Rune.IsWhiteSpace))
            return "Usernames can't contain spaces. Use - or _ instead.";
        if (characters.Any(IsInvisible))
            return "Usernames can't contain invisible characters.";
        return characters.All(character => IsPunctuation(character.Value) || NameCharacters.Table.Holds(character))
            ? null
            : "Usernames can contain only letters, digits and the characters - _ .";
    }

    private static string? OrderRefusal(Rune[] characters)
    {
        if (!Rune.IsLetterOrDigit(characters[0]))
            return "Usernames must start with a letter or a digit.";
        if (characters[^1].Value is '.' or '-')
            return "Usernames can't end with . or -";
        if (characters.Zip(characters.Skip(1)).Any(pair => IsPunctuation(pair.First.Value) && !Rune.IsLetterOrDigit(pair.Second)))
            return "Usernames can't have two of the characters - _ . in a row.";
        if (HasPiledMarks(string.Concat(characters).Normalize(NormalizationForm.FormD)))
            return "Usernames can't stack several accents on one letter.";
        return characters.All(character => Rune.IsDigit(character) || IsPunctuation(character.Value))
            ? "Usernames need at least one letter."
            : null;
    }

    private static string? ScriptRefusal(string canonical, Rune[] characters)
    {
        if (!NameCharacters.Table.ShareAScript(characters))
            return "Usernames can't mix letters from different alphabets, such as Latin and Cyrillic.";
        if (characters.Where(Rune.IsDigit).Select(ZeroOf).Distinct().Count() > 1)
            return "Usernames can't mix different kinds of digits.";
        // The skeleton uses the lowercase letter, so it wouldn't distinguish ΝΑΝΑ from NANA.
        if (canonical.Any(TwoFacedGreek.Contains) && canonical.Where(char.IsLetter).All(LatinLookingGreek.Contains))
            return "These capital letters look like letters from another alphabet. Use lowercase letters instead.";
        // Next to left-to-right text, digits look the same before and after a right-to-left word.
        return Rune.IsDigit(characters[0]) && characters.Any(IsRightToLeft)
            ? "Usernames in a right-to-left alphabet must start with a letter."
            : null;
    }

    internal static bool HasPiledMarks(string decomposed)
    {
        var (marks, before) = (0, default(Rune));
        foreach (var character in decomposed.EnumerateRunes())
        {
            marks = Rune.GetUnicodeCategory(character) == UnicodeCategory.NonSpacingMark ? marks + 1 : 0;
            if (marks > MaxMarksInARow || (marks > 1 && character == before))
                return true;
            before = character;
        }

        return false;
    }

    private static string WellFormed(string text) => string.Concat(text.EnumerateRunes()).Replace('\uFFFE', '\uFFFD');

    internal static bool IsInvisible(Rune character) => Rune.GetUnicodeCategory(character) is UnicodeCategory.Format or UnicodeCategory.Control
        || character.Value is 0x034F or 0x115F or 0x1160 or 0x17B4 or 0x17B5 or 0x3164
        || character.Value is (>= 0x180B and <= 0x180F) or (>= 0xFE00 and <= 0xFE0F) or (>= 0xE0000 and <= 0xE0FFF);

    private static int ZeroOf(Rune digit) => digit.Value - (int)Rune.GetNumericValue(digit);

    private static bool IsRightToLeft(Rune character) =>
        Rune.IsLetter(character) && character.Value is (>= 0x0590 and <= 0x08FF) or (>= 0x10800 and <= 0x10FFF) or (>= 0x1E800 and <= 0x1EFFF);
}
