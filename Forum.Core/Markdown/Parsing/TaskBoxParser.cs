using Markdig.Extensions.TaskLists;
using Markdig.Helpers;
using Markdig.Parsers;
using Markdig.Syntax;

namespace Forum.Core.Markdown.Parsing;

/// <summary>A task's checkbox, only at the start of a list item: "[x]" later in the text is plain text.</summary>
internal sealed class TaskBoxParser : TaskListInlineParser
{
    public override bool Match(InlineProcessor processor, ref StringSlice slice)
    {
        var beginsItem = processor.Root?.FirstChild is null && processor.Block?.Parent is ListItemBlock item && item[0] == processor.Block;
        return beginsItem && char.IsWhiteSpace(slice.PeekChar(3)) && base.Match(processor, ref slice);
    }
}
