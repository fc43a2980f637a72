using Markdig.Parsers;
using Markdig.Syntax;

namespace Forum.Core.Markdown.Parsing;

/// <summary>
/// Limits the nesting of quotes, lists and spoilers to a readable depth. Beyond it their markers are text: the parser's
/// own limit would throw, and only after time quadratic in the depth.
/// </summary>
internal static class ContainerDepth
{
    private const int Max = 50;

    /// <summary>Whether no further container may open at the processor's position.</summary>
    public static bool IsReached(BlockProcessor processor)
    {
        var depth = 0;
        for (Block? block = processor.CurrentContainer; block is not null; block = block.Parent) depth++;
        return depth >= Max;
    }
}
