using Markdig.Parsers;
using Markdig.Syntax;

namespace Forum.Core.Posts.Rendering.Parsing;

/// <summary>
/// Counts the delimiters of one block. The time that the parser takes grows with the square of their number in a block (32,000 characters of
/// "[a](" took 450 ms, of "**a " 300 ms), so beyond a number that no honest text reaches they are read as text.
/// </summary>
internal sealed class InlineBudget
{
    private LeafBlock? _block;

    /// <summary>Delimiters that are open in the block.</summary>
    public int Open { get; set; }

    /// <summary>Closing delimiters of the block that led nowhere after a costly look ahead.</summary>
    public int Failed { get; set; }

    /// <summary>The budget of the block that is being read; kept with the processor, since parsers are shared between threads.</summary>
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
