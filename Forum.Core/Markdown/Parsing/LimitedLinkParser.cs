using Markdig.Helpers;
using Markdig.Parsers;
using Markdig.Parsers.Inlines;

namespace Forum.Core.Markdown.Parsing;

/// <summary>Links and images, up to a number of open brackets per block.</summary>
internal sealed class LimitedLinkParser : LinkInlineParser
{
    private const int MaxOpen = 100;
    private const int MaxFailed = 300;

    public override bool Match(InlineProcessor processor, ref StringSlice slice)
    {
        var budget = InlineBudget.Of(processor, this);
        if (slice.CurrentChar != ']')
        {
            if (budget.Open >= MaxOpen || !base.Match(processor, ref slice)) return false;
            budget.Open++;
            return true;
        }

        if (budget.Failed >= MaxFailed) return false;
        var looksAhead = slice.PeekChar() is '(' or '[';
        var matched = base.Match(processor, ref slice);
        if (!matched && looksAhead) budget.Failed++;
        if (budget.Open > 0) budget.Open--;
        return matched;
    }
}
