using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;

namespace Forum.Web.Components;

/// <summary>A place on a page where rooms put components of their own.</summary>
public sealed class Slot : ComponentBase
{
    /// <summary>One of <see cref="SlotNames"/>.</summary>
    [Parameter, EditorRequired]
    public string Name { get; set; } = "";

    /// <summary>The subject of the place.</summary>
    [Parameter]
    public object? Context { get; set; }

    [Inject]
    private Slots Slots { get; set; } = null!;

    /// <inheritdoc />
    protected override void BuildRenderTree(RenderTreeBuilder builder) => builder.AddContent(0, Slots.Render(Name, Context));
}
