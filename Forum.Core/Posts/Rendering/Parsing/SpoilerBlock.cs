using Markdig.Parsers;
using Markdig.Syntax;

namespace Forum.Core.Posts.Rendering.Parsing;

/// <summary>A part of a post that is folded away until the reader opens it.</summary>
internal sealed class SpoilerBlock : ContainerBlock
{
    public SpoilerBlock(BlockParser parser, int colons, string title)
        : base(parser)
    {
        Colons = colons;
        Title = title;
    }

    /// <summary>How many colons opened it; it takes as many to close it.</summary>
    public int Colons { get; }

    /// <summary>What stays visible.</summary>
    public string Title { get; }
}
