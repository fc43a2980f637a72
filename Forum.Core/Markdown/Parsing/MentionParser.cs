using Markdig.Helpers;
using Markdig.Parsers;
using Markdig.Syntax;

namespace Forum.Core.Markdown.Parsing;

/// <summary>Finds <c>@name</c>. Runs before emphasis, because names can contain underscores.</summary>
internal sealed class MentionParser : InlineParser
{
    public MentionParser() => OpeningCharacters = ['@'];

    public override bool Match(InlineProcessor processor, ref StringSlice slice)
    {
        var before = slice.PeekCharExtra(-1);
        if (MentionEnds.TakesAt(MentionEnds.RuneBefore(before, slice.PeekCharExtra(-2))) || IsInQuotation(processor.Block)) return false;

        var rest = slice.AsSpan()[1..];
        var ends = MentionEnds.Of(rest);
        if (ends.Count == 0 || IsAddressElsewhere(rest, ends[0])) return false;
        var name = rest[..ends[0]];
        if (before == '_') name = name.TrimEnd('_');
        if (MentionEnds.Of(name).Count == 0) return false;

        var start = processor.GetSourcePosition(slice.Start, out var line, out var column);
        processor.Inline = new MentionInline(name.ToString()) { Span = new SourceSpan(start, start + name.Length), Line = line, Column = column };
        slice.Start += name.Length + 1;
        return true;
    }

    // "@ann@example.org".
    private static bool IsAddressElsewhere(ReadOnlySpan<char> rest, int length) =>
        length < rest.Length && rest[length] == '@' && MentionEnds.TakesAt(MentionEnds.RuneBefore(rest[length - 1], rest[length - 2]));

    // Names in a quote aren't addressed by the post's author.
    private static bool IsInQuotation(Block? block)
    {
        for (; block is not null; block = block.Parent)
        {
            if (block is QuoteBlock) return true;
        }

        return false;
    }
}
