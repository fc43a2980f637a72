using System.Globalization;
using Markdig.Renderers;
using Markdig.Renderers.Html;
using Markdig.Syntax;

namespace Forum.Core.Markdown.Html;

/// <summary>Lists, with the line breaks of the CommonMark examples.</summary>
internal sealed class ListHtml : HtmlObjectRenderer<ListBlock>
{
    protected override void Write(HtmlRenderer renderer, ListBlock list)
    {
        renderer.EnsureLine();
        var tag = list.IsOrdered ? "ol" : "ul";
        renderer.Write("<").Write(tag);
        if (list.IsOrdered && StartOf(list) is var start && start != 1) renderer.Write($" start=\"{start}\"");
        renderer.WriteAttributes(list).WriteLine(">");
        foreach (var child in list) WriteItem(renderer, list, (ListItemBlock)child);
        renderer.Write("</").Write(tag).WriteLine(">");
    }

    private static void WriteItem(HtmlRenderer renderer, ListBlock list, ListItemBlock item)
    {
        var wasImplicit = renderer.ImplicitParagraph;
        renderer.ImplicitParagraph = !list.IsLoose;
        renderer.EnsureLine();
        renderer.Write("<li").WriteAttributes(item).Write(">");
        var first = item.FirstOrDefault(block => block is not LinkReferenceDefinition and not LinkReferenceDefinitionGroup);
        if (first is not null && (list.IsLoose || first is not ParagraphBlock)) renderer.WriteLine();
        renderer.WriteChildren(item);
        renderer.WriteLine("</li>");
        renderer.EnsureLine();
        renderer.ImplicitParagraph = wasImplicit;
    }

    private static int StartOf(ListBlock list) =>
        int.TryParse(list.OrderedStart, NumberStyles.None, CultureInfo.InvariantCulture, out var start) ? start : 1;
}
