using Markdig.Parsers;
using Markdig.Syntax;

namespace Forum.Core.Markdown.Parsing;

/// <summary>
/// Counts the delimiters in a block. Parsing time is quadratic in their number per block (32,000 characters of "[a]("
/// took 450 ms, of "**a " 300 ms), so beyond a number that no honest text reaches, they're read as text.
/// </summary>
internal sealed class InlineBudget
{
    private LeafBlock? _block;

    /// <summary>The open delimiters in the block.</summary>
    public int Open { get; set; }

    /// <summary>The block's closing delimiters that matched nothing after a costly lookahead.</summary>
    public int Failed { get; set; }

    /// <summary>
    /// The budget of the current block; stored with the processor because parsers are shared between threads.
    /// </summary>
    public static InlineBudget Of(InlineProcessor processor, InlineParser parser)
    {
        var budget = processor.ParserStates[parser.Index] as InlineBudget;
        if (budget is null) processor.ParserStates[parser.Index] = budget = new InlineBudget();
        if (ReferenceEquals(budget._block, processor.Block)) return budget;
        budget._block = processor.Block;
        budget.Open = 0;
        budget.Failed = 0;
        return budget;
    }
}
