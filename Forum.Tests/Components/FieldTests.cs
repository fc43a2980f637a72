using Bunit;
using Forum.Core.Data;
using Forum.Tests.Support;
using Forum.Web.Components;

namespace Forum.Tests.Components;

public class FieldTests : DrawnTest
{
    [Fact]
    public void A_field_ties_label_hint_and_problem_to_its_control()
    {
        var field = Render<Field>(parts => parts
            .Add(p => p.Id, "title").Add(p => p.Label, "Title").Add(p => p.Hint, "Short")
                .Add(p => p.Problem, new Refusal("At most {0:N0}.", null, 1200))
            .AddChildContent("<input id=\"title\">"));

        Assert.Equal("title", field.Find("label").GetAttribute("for"));
        Assert.Equal("Short", field.Find("#title-hint").TextContent);
        Assert.Equal(("At most 1,200.", "alert"), (field.Find("#title-problem").TextContent, field.Find("#title-problem").GetAttribute("role")));
        Assert.Equal("title-hint title-problem", Field.DescribedBy("title", hasHint: true, hasProblem: true));
    }

    [Fact]
    public void A_field_without_hint_and_problem_has_neither()
    {
        var field = Render<Field>(parts => parts.Add(p => p.Id, "title").Add(p => p.Label, "Title"));

        Assert.Empty(field.FindAll("p"));
        Assert.DoesNotContain("field-wrong", field.Markup, StringComparison.Ordinal);
        Assert.Null(Field.DescribedBy("title", hasHint: false, hasProblem: false));
    }

    [Fact]
    public void What_a_refusal_quotes_is_text() =>
        Assert.Contains("&lt;b&gt;",
            Render<Field>(parts => parts.Add(p => p.Id, "a").Add(p => p.Label, "A").Add(p => p.Problem, new Refusal("Not {0}.", null, "<b>"))).Markup,
            StringComparison.Ordinal);
}
