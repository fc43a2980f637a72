using Markdig.Parsers;
using Markdig.Syntax;

namespace Forum.Core.Posts.Rendering.Parsing;

/// <summary>
/// Holds quotes, lists and spoilers to a depth that people can read. Beyond it their marks are text: the parser's own limit would throw,
/// and only after time that grows with the square of the depth.
/// </summary>
internal static class ContainerDepth
{
    private const int Max = 50;

    /// <summary>Whether no further container may open where the processor stands.</summary>
    public static bool IsReached(BlockProcessor processor)
    {
        var depth = 0;
        for (Block? block = processor.CurrentContainer; block is not null; block = block.Parent) depth++;
        return depth >= Max;
    }
}
