using System.Security.Claims;
using Forum.Core.Access;
using Forum.Core.Boards;
using Forum.Tests.Support;
using Forum.Web.Boards;
using Forum.Web.Live;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace Forum.Tests.Boards;

public class HomeTests(CastForum forum) : IClassFixture<CastForum>
{
    private static readonly TaskCompletionSource Drawn = new();

    [Fact]
    public async Task The_home_page_waits_for_a_row_that_another_page_is_drawing()
    {
        var board = (await forum.Get<BoardQueries>().HomeAsync(Viewer.Guest))[^1].Boards[^1];
        var drawing = forum.Get<LiveMarkup>().OnceAsync<SlowRow>(board, nameof(SlowRow.Board)).AsTask();
        await using var scope = forum.Get<IServiceScopeFactory>().CreateAsyncScope();
        ((IHostEnvironmentAuthenticationStateProvider)scope.ServiceProvider.GetRequiredService<AuthenticationStateProvider>())
            .SetAuthenticationState(Task.FromResult(new AuthenticationState(new ClaimsPrincipal())));
        await using var renderer = new HtmlRenderer(scope.ServiceProvider, NullLoggerFactory.Instance);

        var html = await renderer.Dispatcher.InvokeAsync(async () =>
        {
            var page = renderer.BeginRenderingComponent<Home>();
            Assert.False(page.QuiescenceTask.IsCompleted);
            Drawn.SetResult();
            await page.QuiescenceTask;
            return page.ToHtmlString();
        });

        Assert.Contains(await drawing, html);
    }

    public sealed class SlowRow : ComponentBase
    {
        [Parameter]
        public required BoardView Board { get; set; }

        protected override Task OnInitializedAsync() => Drawn.Task;

        protected override void BuildRenderTree(Microsoft.AspNetCore.Components.Rendering.RenderTreeBuilder builder)
        {
            ArgumentNullException.ThrowIfNull(builder);
            builder.AddContent(0, $"A row of {Board.Name} that took long.");
        }
    }
}
