using System.Globalization;
using System.Text;
using Forum.Core.Text;

namespace Forum.Core.Markdown;

/// <summary>
/// Where a name after an @ may end. Only the database knows which names exist, so a mention has several candidates, and
/// the longest existing one is meant: "@bob.hello" may be bob.hello or bob, and in scripts without spaces every
/// character may be the last one.
/// </summary>
internal static class MentionEnds
{
    /// <summary>
    /// The possible lengths of a name at the start of the text, in UTF-16 units, longest first; empty if there is none.
    /// </summary>
    public static List<int> Of(ReadOnlySpan<char> text)
    {
        var ends = new List<int>();
        var (length, count) = (0, 0);
        while (count <= MemberNames.MaxLength)
        {
            if (Rune.DecodeFromUtf16(text[length..], out var next, out var used) != System.Buffers.OperationStatus.Done || !IsNameRune(next))
            {
                Add(ends, text, length, count);
                break;
            }

            if (length > 0 && count <= MemberNames.MaxLength && MayEndBetween(text[..length], next)) Add(ends, text, length, count);
            length += used;
            count++;
        }

        ends.Reverse();
        return ends;
    }

    /// <summary>The names that a written one may mean, longest first.</summary>
    public static IEnumerable<string> Names(string written) => Of(written).Select(length => written[..length]);

    /// <summary>Whether an @ after this character belongs to it, as in an email address.</summary>
    public static bool TakesAt(Rune before) => before.Value is '@' or '+' || (IsNameRune(before) && !IsPunctuation(before) && !IsWordByItself(before));

    /// <summary>The character before a position; U+0000 at the beginning.</summary>
    public static Rune RuneBefore(char last, char beforeIt)
    {
        if (Rune.TryCreate(last, out var rune)) return rune;
        return Rune.TryCreate(beforeIt, last, out rune) ? rune : Rune.ReplacementChar;
    }

    private static void Add(List<int> ends, ReadOnlySpan<char> text, int length, int count)
    {
        if (count >= MemberNames.MinLength && text[length - 1] is not ('.' or '-')) ends.Add(length);
    }

    private static bool MayEndBetween(ReadOnlySpan<char> before, Rune next)
    {
        if (IsMark(next)) return false;
        Rune.DecodeLastFromUtf16(before, out var last, out _);
        return IsPunctuation(next) || IsPunctuation(last) || IsWordByItself(next) || IsWordByItself(last)
            || !NameCharacters.Table.ShareAScript([last, next]);
    }

    // Combining marks are the vowels of many scripts.
    private static bool IsNameRune(Rune rune) => IsPunctuation(rune) || Rune.IsLetterOrDigit(rune) || IsMark(rune);

    private static bool IsPunctuation(Rune rune) => rune.Value is '-' or '_' or '.';

    private static bool IsMark(Rune rune) =>
        Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;

    // Scripts written without spaces, and Korean, which attaches particles directly to a name.
    private static bool IsWordByItself(Rune rune) => rune.Value is (>= 0x0E00 and <= 0x0EFF) or (>= 0x1000 and <= 0x109F) or (>= 0x1100 and <= 0x11FF)
        or (>= 0x1780 and <= 0x17FF) or (>= 0x3005 and <= 0x3007) or (>= 0x3041 and <= 0x318F) or (>= 0x31A0 and <= 0x31BF) or (>= 0x31F0 and <= 0x31FF)
        or (>= 0x3400 and <= 0x4DBF) or (>= 0x4E00 and <= 0x9FFF) or (>= 0xAC00 and <= 0xD7FF) or (>= 0xF900 and <= 0xFAFF) or (>= 0x20000 and <= 0x3FFFF);
}
