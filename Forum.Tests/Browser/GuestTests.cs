using System.Collections.Concurrent;
using Forum.Core.Threads;
using Forum.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Forum.Tests.Browser;

/// <summary>A guest without the framework's script: the browser's own navigation, with prefetching.</summary>
public class GuestTests(Support.Browser browser) : BrowserTest(browser)
{
    [Fact]
    public async Task A_guest_goes_from_page_to_page_and_back_without_the_framework_and_opens_the_chat_with_the_keyboard()
    {
        await using var forum = await TestForum.StartAsync();
        var cast = await Cast.SetUpAsync(forum);
        await cast.StartThreadAsync(cast.Bob, "Somewhere to go");
        await cast.SayAsync(cast.Bob, "Welcome, everybody");
        var guest = await NewPageAsync(new PageSetup { Site = forum.Address });
        await guest.GotoAsync("/");
        await ReadyAsync(guest);
        Assert.False(await guest.EvaluateAsync<bool>("'Blazor' in window"));

        await guest.GetByRole(AriaRole.Link, new() { Name = "General" }).FocusAsync();
        await guest.Keyboard.PressAsync("Enter");
        await Expect(guest.GetByRole(AriaRole.Heading, new() { Name = "General" })).ToBeVisibleAsync();
        await guest.GetByRole(AriaRole.Link, new() { Name = "Somewhere to go" }).First.ClickAsync();
        await Expect(guest.GetByRole(AriaRole.Heading, new() { Name = "Somewhere to go" })).ToBeVisibleAsync();
        await guest.GoBackAsync();
        await Expect(guest.GetByRole(AriaRole.Heading, new() { Name = "General" })).ToBeVisibleAsync();
        await guest.GoForwardAsync();
        await Expect(guest.GetByRole(AriaRole.Heading, new() { Name = "Somewhere to go", Level = 1 })).ToBeVisibleAsync();
        await ReadyAsync(guest);
        Assert.False(await guest.EvaluateAsync<bool>("'Blazor' in window"));

        await guest.Locator(".chat-opener").FocusAsync();
        await guest.Keyboard.PressAsync("Enter");
        await Expect(ChatTests.Message(guest, "Welcome, everybody")).ToBeVisibleAsync();
        await Expect(guest.GetByRole(AriaRole.Heading, new() { Name = "Somewhere to go" })).ToBeVisibleAsync();
        await cast.SayAsync(cast.Bob, "And one more");
        await Expect(ChatTests.Message(guest, "And one more")).ToBeVisibleAsync();
        Assert.True(await guest.EvaluateAsync<bool>("'Blazor' in window"));

        // From now on, new pages are loaded into this one, and the chat stays open.
        await guest.EvaluateAsync("window.same = true");
        await guest.GetByRole(AriaRole.Link, new() { Name = "General" }).First.ClickAsync();
        await Expect(guest.GetByRole(AriaRole.Heading, new() { Name = "General" })).ToBeVisibleAsync();
        Assert.True(await guest.EvaluateAsync<bool>("window.same"));
        await Expect(ChatTests.Message(guest, "And one more")).ToHaveCountAsync(1);
        await guest.ShouldHaveNoProblemsAsync();
    }

    [Fact]
    public async Task A_page_that_the_browser_has_fetched_ahead_is_counted_once_when_it_is_shown()
    {
        var fetched = new FetchedAhead();
        await using var forum = await TestForum.StartAsync(services => services.AddSingleton<IStartupFilter>(fetched));
        var cast = await Cast.SetUpAsync(forum);
        var thread = await cast.StartThreadAsync(cast.Bob, "Somewhere to go");
        var views = forum.Services.GetRequiredService<ViewCounts>();
        var guest = await NewPageAsync(new PageSetup { Site = forum.Address });
        await guest.GotoAsync("/b/general");
        await ReadyAsync(guest);

        var link = guest.GetByRole(AriaRole.Link, new() { Name = "Somewhere to go" }).First;
        await link.HoverAsync();
        await Eventually.HoldsAsync(() => fetched.Has($"/t/{thread.ThreadId}/"), () => $"Fetched ahead: {fetched}");
        Assert.Equal(0, views.Waiting(thread.ThreadId));

        await link.ClickAsync();
        await Expect(guest.GetByRole(AriaRole.Heading, new() { Name = "Somewhere to go" })).ToBeVisibleAsync();
        await Eventually.HoldsAsync(() => views.Waiting(thread.ThreadId) == 1, () => $"{views.Waiting(thread.ThreadId)} views");
        Assert.Equal("navigational-prefetch", await guest.EvaluateAsync<string>("performance.getEntriesByType('navigation')[0].deliveryType"));
        await guest.ShouldHaveNoProblemsAsync();
    }

    private static async Task ReadyAsync(IPage page) => await page.WaitForFunctionAsync("() => document.documentElement.dataset.live === 'ready'");

    // What was sent to a browser that prefetched it.
    private sealed class FetchedAhead : IStartupFilter
    {
        private readonly ConcurrentQueue<string> _paths = new();

        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
        {
            app.Use(async (context, rest) =>
            {
                await rest(context);
                if (context.Request.Headers.ContainsKey("Sec-Purpose"))
                    _paths.Enqueue(context.Request.Path);
            });
            next(app);
        };

        public bool Has(string start) => _paths.Any(path => path.StartsWith(start, StringComparison.Ordinal));

        public override string ToString() => string.Join(' ', _paths);
    }
}
