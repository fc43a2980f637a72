using Markdig.Helpers;
using Markdig.Parsers;
using Markdig.Parsers.Inlines;

namespace Forum.Core.Markdown.Parsing;

/// <summary>Emphasis, strong, strikethrough and spoilers, up to a number of delimiters per block.</summary>
internal sealed class LimitedEmphasisParser : EmphasisInlineParser
{
    private const int MaxDelimiters = 1000;

    public LimitedEmphasisParser()
    {
        EmphasisDescriptors.Add(new EmphasisDescriptor('~', 2, 2, true));
        EmphasisDescriptors.Add(new EmphasisDescriptor(SpoilerMark.Char, 2, 2, true));
    }

    public override bool Match(InlineProcessor processor, ref StringSlice slice)
    {
        var budget = InlineBudget.Of(processor, this);
        if (budget.Open >= MaxDelimiters || !base.Match(processor, ref slice)) return false;
        budget.Open++;
        return true;
    }
}
