using Forum.Tests.Support;
using Forum.Web.Components;
using Forum.Web.Live;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace Forum.Tests.Live;

/// <summary>What is rendered once for everyone is rendered once, unless it failed.</summary>
public class LiveMarkupTests
{
    private readonly Held _held = new();
    private readonly LiveMarkup _markup;

    public LiveMarkupTests() => _markup = new LiveMarkup(
        new ServiceCollection().AddLogging().AddSingleton(_held).BuildServiceProvider(), NullLoggerFactory.Instance);

    [Fact]
    public async Task All_who_need_a_view_at_once_get_one_rendering_and_each_view_has_its_own()
    {
        var view = new object();
        var (first, second) = (_markup.OnceAsync<Part>(view, nameof(Part.View)).AsTask(), _markup.OnceAsync<Part>(view, nameof(Part.View)).AsTask());
        _held.Ends.SetResult();

        Assert.Equal("rendering 1", await first);
        Assert.Same(await first, await second);
        Assert.Same(await first, await _markup.OnceAsync<Part>(view, nameof(Part.View)));
        Assert.Equal("rendering 2", await _markup.OnceAsync<Part>(new object(), nameof(Part.View)));
    }

    [Fact]
    public async Task A_view_that_could_not_be_rendered_is_rendered_for_the_next_who_needs_it()
    {
        var view = new object();
        var (first, second) = (_markup.OnceAsync<Part>(view, nameof(Part.View)).AsTask(), _markup.OnceAsync<Part>(view, nameof(Part.View)).AsTask());
        Fail();

        await Assert.ThrowsAsync<InvalidOperationException>(() => first);
        await Assert.ThrowsAsync<InvalidOperationException>(() => second);
        Assert.Equal("rendering 2", await _markup.OnceAsync<Part>(view, nameof(Part.View)));
    }

    [Fact]
    public async Task A_part_of_every_page_is_rendered_once_for_all_and_again_if_it_failed()
    {
        var (first, second) = (_markup.PartAsync<Part>().AsTask(), _markup.PartAsync<Part>().AsTask());
        Fail();
        await Assert.ThrowsAsync<InvalidOperationException>(() => first);
        await Assert.ThrowsAsync<InvalidOperationException>(() => second);

        Assert.Equal("rendering 2", await _markup.PartAsync<Part>());
        Assert.Equal("rendering 2", await _markup.PartAsync<Part>());
    }

    [Fact]
    public async Task A_header_that_could_not_be_rendered_is_rendered_with_the_next_page()
    {
        await using var forum = new CastForum { Replace = services => services.AddSingleton(_held).AddSlot<Part>(SlotNames.HeaderIcons) };
        await forum.InitializeAsync();
        var bob = await forum.VisitorAsync(forum.Bob);
        _held.Fails = true;
        _held.Ends.SetResult();

        Assert.Equal(500, (await bob.GetAsync("/")).Status);
        _held.Fails = false;
        Assert.Contains("rendering", (await bob.GetAsync("/")).Body, StringComparison.Ordinal);
    }

    private void Fail()
    {
        _held.Ends.SetException(new InvalidOperationException("It can't be rendered."));
        _held.Ends = new();
        _held.Ends.SetResult();
    }

    internal sealed class Held
    {
        public TaskCompletionSource Ends { get; set; } = new();

        public bool Fails { get; set; }

        public int Renderings { get; set; }
    }

    internal sealed class Part : ComponentBase
    {
        private int _number;

        [Inject]
        private Held Held { get; set; } = null!;

        [Parameter]
        public object? View { get; set; }

        protected override async Task OnInitializedAsync()
        {
            _number = ++Held.Renderings;
            await Held.Ends.Task;
            if (Held.Fails)
                throw new InvalidOperationException("It can't be rendered.");
        }

        protected override void BuildRenderTree(RenderTreeBuilder builder) => builder.AddContent(0, $"rendering {_number}");
    }
}
