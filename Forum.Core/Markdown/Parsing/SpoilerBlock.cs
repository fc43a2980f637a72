using Markdig.Parsers;
using Markdig.Syntax;

namespace Forum.Core.Markdown.Parsing;

/// <summary>A part of a post that is collapsed until the reader opens it.</summary>
internal sealed class SpoilerBlock : ContainerBlock
{
    public SpoilerBlock(BlockParser parser, int colons, string title)
        : base(parser)
    {
        Colons = colons;
        Title = title;
    }

    /// <summary>The number of colons that opened it; as many close it.</summary>
    public int Colons { get; }

    /// <summary>The visible title.</summary>
    public string Title { get; }
}
