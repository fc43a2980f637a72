using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;
using Microsoft.AspNetCore.Components.Web;

namespace Forum.Tests.Support;

public class BunitTests : BunitContext
{
    [Fact]
    public void A_component_renders_reacts_and_is_compared_as_markup()
    {
        var counter = Render<Counter>();

        counter.Find("button").Click();

        counter.MarkupMatches("<button   type=button>1</button>");
    }

    [Fact]
    public void Markup_that_differs_is_refused()
    {
        var counter = Render<Counter>();

        Assert.ThrowsAny<Exception>(() => counter.MarkupMatches("<button type=\"button\">7</button>"));
    }

    private sealed class Counter : ComponentBase
    {
        private int _clicks;

        protected override void BuildRenderTree(RenderTreeBuilder builder)
        {
            builder.OpenElement(0, "button");
            builder.AddAttribute(1, "type", "button");
            builder.AddAttribute(2, "onclick", EventCallback.Factory.Create<MouseEventArgs>(this, () => _clicks++));
            builder.AddContent(3, _clicks);
            builder.CloseElement();
        }
    }
}
