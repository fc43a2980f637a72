using Markdig.Extensions.Tables;
using Markdig.Helpers;
using Markdig.Parsers;
using Markdig.Parsers.Inlines;

namespace Forum.Core.Markdown.Parsing;

/// <summary>
/// Tables, but only in a block whose second line is a delimiter row. Everywhere else the bar is available for spoilers
/// and costs nothing.
/// </summary>
internal sealed class TableParser : PipeTableParser
{
    // Short rows are padded to the first row's columns, so 100 columns and 10,000 empty rows would make 10 MB; and
    // parsing time is quadratic in the bars (3,000 rows of two cells with emphasis took two seconds). Beyond this it's
    // text.
    private const int MaxBarsInRow = 51;
    private const int MaxMarks = 1500;

    private static readonly object IsTableKey = new();

    public TableParser(LineBreakInlineParser lineBreaks, PipeTableOptions options)
        : base(lineBreaks, options)
    {
    }

    public override bool Match(InlineProcessor processor, ref StringSlice slice)
    {
        var block = processor.Block!;
        if (block.GetData(IsTableKey) is not bool isTable)
        {
            // The first call in a block comes from its first line: at a bar in it, or at its end.
            isTable = IsTable(slice.AsSpan());
            block.SetData(IsTableKey, isTable);
        }

        return isTable && base.Match(processor, ref slice);
    }

    private static bool IsTable(ReadOnlySpan<char> fromFirstLine)
    {
        var newLine = fromFirstLine.IndexOf('\n');
        if (newLine < 0) return false;
        var afterFirst = fromFirstLine[(newLine + 1)..];
        var end = afterFirst.IndexOfAny('\r', '\n');
        return IsDelimiterRow(end < 0 ? afterFirst : afterFirst[..end]) && fromFirstLine.Count('|') + afterFirst.Count('\n') <= MaxMarks;
    }

    private static bool IsDelimiterRow(ReadOnlySpan<char> line) =>
        line.IndexOfAnyExcept("|:- \t") < 0 && line.Contains('-') && line.Contains('|') && line.Count('|') <= MaxBarsInRow;
}
