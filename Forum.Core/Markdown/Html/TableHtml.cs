using Markdig.Extensions.Tables;
using Markdig.Renderers;
using Markdig.Renderers.Html;

namespace Forum.Core.Markdown.Html;

/// <summary>Tables. Column alignment uses a class because the content security policy forbids style attributes.</summary>
internal sealed class TableHtml : HtmlObjectRenderer<Table>
{
    protected override void Write(HtmlRenderer renderer, Table table)
    {
        renderer.EnsureLine();
        renderer.WriteLine("<table>");
        var inBody = false;
        foreach (var child in table)
        {
            var row = (TableRow)child;
            if (row.IsHeader) renderer.WriteLine("<thead>");
            else if (!inBody) renderer.WriteLine("<tbody>");
            inBody |= !row.IsHeader;
            WriteRow(renderer, table, row);
            if (row.IsHeader) renderer.WriteLine("</thead>");
        }

        if (inBody) renderer.WriteLine("</tbody>");
        renderer.WriteLine("</table>");
    }

    private static void WriteRow(HtmlRenderer renderer, Table table, TableRow row)
    {
        renderer.WriteLine("<tr>");
        for (var i = 0; i < row.Count; i++)
        {
            renderer.Write(row.IsHeader ? "<th scope=\"col\"" : "<td").Write(AlignmentClass(table, i)).WriteAttributes(row[i]).Write(">");
            var wasImplicit = renderer.ImplicitParagraph;
            renderer.ImplicitParagraph = true;
            renderer.Write((TableCell)row[i]);
            renderer.ImplicitParagraph = wasImplicit;
            renderer.WriteLine(row.IsHeader ? "</th>" : "</td>");
        }

        renderer.WriteLine("</tr>");
    }

    private static string AlignmentClass(Table table, int column)
    {
        if (column >= table.ColumnDefinitions.Count) return "";
        return table.ColumnDefinitions[column].Alignment switch
        {
            TableColumnAlign.Center => " class=\"align-center\"",
            TableColumnAlign.Right => " class=\"align-right\"",
            TableColumnAlign.Left => " class=\"align-left\"",
            _ => "",
        };
    }
}
