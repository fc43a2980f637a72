using Markdig.Helpers;
using Markdig.Parsers;
using Markdig.Parsers.Inlines;

namespace Forum.Core.Markdown.Parsing;

/// <summary>
/// Links in angle brackets, and tags, which are shown as typed. The end of a declaration or processing instruction may
/// be anywhere, so the parser searches the whole block: 32,000 characters of <c>&lt;?</c> took 600 ms. After a few
/// without an end, the rest is text.
/// </summary>
internal sealed class LimitedTagParser : AutolinkInlineParser
{
    private const int MaxFailed = 50;

    public override bool Match(InlineProcessor processor, ref StringSlice slice)
    {
        if (slice.PeekChar() is not ('?' or '!')) return base.Match(processor, ref slice);
        var budget = InlineBudget.Of(processor, this);
        if (budget.Failed >= MaxFailed) return false;
        if (base.Match(processor, ref slice)) return true;
        budget.Failed++;
        return false;
    }
}
