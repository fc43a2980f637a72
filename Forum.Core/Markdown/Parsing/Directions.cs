using System.Text;
using Markdig.Extensions.Tables;
using Markdig.Renderers.Html;
using Markdig.Syntax;

namespace Forum.Core.Markdown.Parsing;

/// <summary>
/// Lets each paragraph of a post with right-to-left text find its own direction. Without such text every paragraph runs
/// left to right anyway, and the HTML stays as in CommonMark.
/// </summary>
internal static class Directions
{
    private const string Attribute = "dir";

    /// <summary>Marks the parts of the tree that determine their own direction.</summary>
    /// <returns>The same tree.</returns>
    public static MarkdownDocument Set(MarkdownDocument document, string source)
    {
        if (!HasRightToLeft(source)) return document;
        foreach (var block in document.Descendants<Block>())
        {
            if (block is ParagraphBlock or HeadingBlock or ListItemBlock or TableCell or SpoilerBlock)
                block.GetAttributes().AddPropertyIfNotExist(Attribute, "auto");

            // Lists and quotes have their markers on one side. The browser wouldn't look into paragraphs that determine
            // their own direction.
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

    // Letters in the blocks that Unicode reserves for these scripts (DerivedBidiClass), and direction marks.
    private static bool IsRightToLeft(Rune rune) => rune.Value is 0x200F or 0x061C or (>= 0x0590 and <= 0x08FF) or (>= 0xFB1D and <= 0xFDFF)
        or (>= 0xFE70 and <= 0xFEFE) or (>= 0x10800 and <= 0x10FFF) or (>= 0x1E800 and <= 0x1EFFF) && !Rune.IsDigit(rune);
}
