using System.Globalization;
using System.Text;
using Markdig.Helpers;
using Markdig.Parsers;
using Markdig.Syntax;

namespace Forum.Core.Posts.Rendering.Parsing;

/// <summary>Finds <c>@name</c>. Runs before emphasis, since names may hold underscores.</summary>
internal sealed class MentionParser : InlineParser
{
    private const int MinLength = 3;
    private const int MaxLength = 30;

    public MentionParser() => OpeningCharacters = ['@'];

    public override bool Match(InlineProcessor processor, ref StringSlice slice)
    {
        var before = slice.PeekCharExtra(-1);
        if (ContinuesWord(before)) return false;

        var rest = slice.AsSpan()[1..];
        var length = NameLength(rest);

        // "@ann@example.org" is an address of somewhere else.
        if (length < rest.Length && rest[length] == '@') return false;
        var name = rest[..Math.Min(length, MaxLength + 1)].TrimEnd(".-");
        if (before == '_') name = name.TrimEnd('_');
        if (name.Length is < MinLength or > MaxLength) return false;

        var start = processor.GetSourcePosition(slice.Start, out var line, out var column);
        processor.Inline = new MentionInline(name.ToString()) { Span = new SourceSpan(start, start + name.Length), Line = line, Column = column };
        slice.Start += name.Length + 1;
        return true;
    }

    // A little beyond the greatest length is enough to know that it is no name; a longer look would make "@a@a@a…" slow.
    private static int NameLength(ReadOnlySpan<char> text)
    {
        var length = 0;
        while (length <= 2 * MaxLength && length < text.Length)
        {
            if (Rune.DecodeFromUtf16(text[length..], out var rune, out var used) != System.Buffers.OperationStatus.Done || !IsNameRune(rune)) break;
            length += used;
        }

        return length;
    }

    // Marks are the vowels of many scripts.
    private static bool IsNameRune(Rune rune) => rune.Value is '-' or '_' or '.' || Rune.IsLetterOrDigit(rune)
        || Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;

    private static bool ContinuesWord(char before) =>
        char.IsLetterOrDigit(before) || char.IsSurrogate(before) || before is '@' or '/' or '.' or '-' or '+';
}
