using Markdig.Parsers;
using Markdig.Syntax;

namespace Forum.Core.Markdown.Parsing;

/// <summary>
/// Paragraphs in chat: no underlined headings, and no link definitions, which would disappear from the text.
/// </summary>
internal sealed class ChatParagraphParser : ParagraphBlockParser
{
    public ChatParagraphParser() => ParseSetextHeadings = false;

    public override bool Close(BlockProcessor processor, Block block)
    {
        if (block is not ParagraphBlock paragraph || paragraph.Lines.Count == 0) return base.Close(processor, block);
        for (var i = 0; i < paragraph.Lines.Count; i++) paragraph.Lines.Lines[i].Slice.TrimStart();
        paragraph.Lines.Lines[paragraph.Lines.Count - 1].Slice.TrimEnd();
        return true;
    }
}
