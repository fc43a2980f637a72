using Markdig.Parsers;

namespace Forum.Core.Markdown.Parsing;

/// <summary>Lists, down to <see cref="ContainerDepth"/>.</summary>
internal sealed class ShallowListParser : ListBlockParser
{
    public override BlockState TryOpen(BlockProcessor processor) => ContainerDepth.IsReached(processor) ? BlockState.None : base.TryOpen(processor);
}
