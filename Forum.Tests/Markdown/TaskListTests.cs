
namespace Forum.Tests.Markdown;

public class TaskListTests
{
    [Theory]
    [InlineData("- [ ] open", "<input type=\"checkbox\" disabled=\"\" aria-label=\"Not done\" /> open")]
    [InlineData("- [x] done", "<input type=\"checkbox\" disabled=\"\" checked=\"\" aria-label=\"Done\" /> done")]
    public void Tasks_are_boxes_for_reading_with_a_name(string markdown, string part) =>
        Assert.Equal($"<ul class=\"contains-task-list\">\n<li class=\"task-list-item\">{part}</li>\n</ul>\n", Rendered.Post(markdown));

    [Theory]
    [InlineData("- do [x] it", "do [x] it")]
    [InlineData("- [ ] a [x] b", "a [x] b")]
    [InlineData("- a\n\n  [x] b", "a\n[x] b")]
    [InlineData("[x] a", "[x] a")]
    [InlineData("- [x]a", "[x]a")]
    public void Brackets_elsewhere_are_text(string markdown, string text) => Assert.Equal(text, Rendered.Text(markdown).Trim());
}
