using Markdig.Parsers;

namespace Forum.Core.Markdown.Parsing;

/// <summary>Quotes, down to <see cref="ContainerDepth"/>.</summary>
internal sealed class ShallowQuoteParser : QuoteBlockParser
{
    public override BlockState TryOpen(BlockProcessor processor) => ContainerDepth.IsReached(processor) ? BlockState.None : base.TryOpen(processor);
}
