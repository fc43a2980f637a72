using Markdig.Parsers;
using Markdig.Syntax;

namespace Forum.Core.Markdown.Parsing;

/// <summary>Finds <c>:::spoiler Title</c> … <c>:::</c>. Other words after the colons are text.</summary>
internal sealed class SpoilerBlockParser : BlockParser
{
    private const string Keyword = "spoiler";
    private const string DefaultTitle = "Spoiler";
    private const int MinColons = 3;

    public SpoilerBlockParser() => OpeningCharacters = [':'];

    public override BlockState TryOpen(BlockProcessor processor)
    {
        if (processor.IsCodeIndent || ContainerDepth.IsReached(processor)) return BlockState.None;
        var line = processor.Line.AsSpan();
        var colons = CountColons(line);
        if (colons < MinColons) return BlockState.None;

        var words = line[colons..].Trim();
        if (!words.StartsWith(Keyword, StringComparison.OrdinalIgnoreCase)) return BlockState.None;
        var title = words[Keyword.Length..];
        if (!title.IsEmpty && !char.IsWhiteSpace(title[0])) return BlockState.None;

        title = title.Trim();
        processor.NewBlocks.Push(new SpoilerBlock(this, colons, title.IsEmpty ? DefaultTitle : title.ToString())
        {
            Column = processor.Column,
            Line = processor.LineIndex,
            Span = new SourceSpan(processor.Start, processor.Line.End),
        });
        return BlockState.ContinueDiscard;
    }

    public override BlockState TryContinue(BlockProcessor processor, Block block)
    {
        var line = processor.Line.AsSpan();
        var colons = CountColons(line);
        var closes = !IsInFencedCode(block) && !processor.IsCodeIndent && colons >= ((SpoilerBlock)block).Colons && line[colons..].Trim().IsEmpty;
        block.UpdateSpanEnd(processor.Line.End);
        return closes ? BlockState.BreakDiscard : BlockState.Continue;
    }

    // A line of colons inside fenced code is code. Fenced code directly in the spoiler ends only with its closing
    // fence.
    private static bool IsInFencedCode(Block spoiler) => spoiler is SpoilerBlock { LastChild: FencedCodeBlock { ClosingFencedCharCount: 0 } };

    private static int CountColons(ReadOnlySpan<char> line)
    {
        var end = line.IndexOfAnyExcept(':');
        return end < 0 ? line.Length : end;
    }
}
