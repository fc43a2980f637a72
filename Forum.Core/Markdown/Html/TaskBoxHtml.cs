using Markdig.Extensions.TaskLists;
using Markdig.Renderers;
using Markdig.Renderers.Html;

namespace Forum.Core.Markdown.Html;

/// <summary>A task's checkbox: read-only, and labeled for screen readers.</summary>
internal sealed class TaskBoxHtml : HtmlObjectRenderer<TaskList>
{
    protected override void Write(HtmlRenderer renderer, TaskList task)
    {
        if (!renderer.EnableHtmlForInline) renderer.Write(task.Checked ? "[x]" : "[ ]");
        else if (task.Checked) renderer.Write("<input type=\"checkbox\" disabled=\"\" checked=\"\" aria-label=\"Done\" />");
        else renderer.Write("<input type=\"checkbox\" disabled=\"\" aria-label=\"Not done\" />");
    }
}
