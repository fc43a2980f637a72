using System.Text;
using Markdig.Extensions.Tables;
using Markdig.Renderers.Html;
using Markdig.Syntax;

namespace Forum.Core.Posts.Rendering.Parsing;

/// <summary>
/// Lets each paragraph of a post with right-to-left writing find its own direction. Without such writing every paragraph goes to the right
/// anyway, and the HTML stays as CommonMark has it.
/// </summary>
internal static class Directions
{
    private const string Attribute = "dir";

    /// <summary>Says in the tree which parts decide for themselves.</summary>
    /// <returns>The same tree.</returns>
    public static MarkdownDocument Set(MarkdownDocument document, string source)
    {
        if (!HasRightToLeft(source)) return document;
        foreach (var block in document.Descendants<Block>())
        {
            if (block is ParagraphBlock or HeadingBlock or ListItemBlock or TableCell or SpoilerBlock)
                block.GetAttributes().AddPropertyIfNotExist(Attribute, "auto");

            // A list and a quotation have their signs on one side. The browser would not look into the paragraphs that decide for themselves.
            else if (block is QuoteBlock or ListBlock)
                block.GetAttributes().AddPropertyIfNotExist(Attribute, BeginsRightToLeft(block, source) ? "rtl" : "ltr");
        }

        return document;
    }

    private static bool HasRightToLeft(string text)
    {
        foreach (var rune in text.EnumerateRunes())
        {
            if (IsRightToLeft(rune)) return true;
        }

        return false;
    }

    private static bool BeginsRightToLeft(Block block, string source)
    {
        foreach (var rune in source.AsSpan(block.Span.Start, Math.Min(block.Span.Length, source.Length - block.Span.Start)).EnumerateRunes())
        {
            if (IsRightToLeft(rune)) return true;
            if (Rune.IsLetter(rune)) return false;
        }

        return false;
    }

    // Letters of the blocks that Unicode keeps for these scripts (DerivedBidiClass), and the marks that turn the direction.
    private static bool IsRightToLeft(Rune rune) => rune.Value is 0x200F or 0x061C or (>= 0x0590 and <= 0x08FF) or (>= 0xFB1D and <= 0xFDFF)
        or (>= 0xFE70 and <= 0xFEFE) or (>= 0x10800 and <= 0x10FFF) or (>= 0x1E800 and <= 0x1EFFF) && !Rune.IsDigit(rune);
}
