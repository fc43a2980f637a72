using Forum.Tests.Support;
using Microsoft.Playwright;

namespace Forum.Tests.Browser;

/// <summary>Every page that members and guests see: no barrier that axe finds, no trouble in the console, nothing wider than the screen.</summary>
public class EveryPageTests(Support.Browser browser) : BrowserTest(browser)
{
    private const string LongWord = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft";

    [Theory]
    [InlineData(ColorScheme.Light, 1280)]
    [InlineData(ColorScheme.Dark, 390)]
    [InlineData(ColorScheme.Light, 320)]
    [InlineData(ColorScheme.Dark, 1280)]
    public async Task No_page_has_a_barrier_or_trouble_or_runs_out_of_the_screen(ColorScheme scheme, int width)
    {
        await using var forum = await TestForum.StartAsync();
        var cast = await Cast.SetUpAsync(forum);
        var (threadId, ownPostId) = await FillAsync(cast);

        var guest = await NewPageAsync(new PageSetup { Site = forum.Address, Width = width, ColorScheme = scheme });
        foreach (var path in new[] { "/", "/b/general", "/b/help", $"/t/{threadId}/x", $"/t/{threadId}/x?page=2", "/u/Bob", "/u/Maximilian-Alexander.der_Gross", "/sign-in", "/register", "/chat", "/search", "/search?q=reply&board=general", "/search?q=nothing-of-the-kind&author=Nobody" })
            await CheckAsync(guest, path, $"guest-{scheme}-{width}");

        // Guests have no styles for forms; what a post brings must do without them.
        await guest.GotoAsync($"/t/{threadId}/x");
        var box = await guest.Locator(".task-list-item input").First.BoundingBoxAsync();
        Assert.Equal((18, 18), (box?.Width, box?.Height));

        var member = await NewPageAsync(new PageSetup { Site = forum.Address, Width = width, ColorScheme = scheme });
        await cast.SignInAsync(member, cast.Bob);
        foreach (var path in new[] { "/", "/b/general", "/b/help", "/b/general/new", $"/t/{threadId}/x", $"/p/{ownPostId}/edit", $"/p/{ownPostId}/remove", "/u/Cleo", "/chat", "/notifications", "/watching", "/settings/notifications", "/search?q=reply" })
            await CheckAsync(member, path, $"member-{scheme}-{width}");

        var moderator = await NewPageAsync(new PageSetup { Site = forum.Address, Width = width, ColorScheme = scheme });
        await cast.SignInAsync(moderator, cast.Mona);
        await CheckAsync(moderator, $"/t/{threadId}/x", $"moderator-{scheme}-{width}");
    }

    [Fact]
    public async Task The_set_up_page_and_the_page_for_what_is_missing_have_no_barrier_either()
    {
        await using var forum = await TestForum.StartAsync();
        var page = await NewPageAsync(new PageSetup { Site = forum.Address });
        await CheckAsync(page, "/set-up", "set-up");

        await Cast.SetUpAsync(forum);
        await page.GotoAsync("/no/such/page");
        await page.ShouldHaveNoAxeViolationsAsync();
        await page.SaveScreenshotAsync("not-found");
    }

    private static async Task CheckAsync(IPage page, string path, string name)
    {
        await page.GotoAsync(path);
        await page.WaitForFunctionAsync("() => document.documentElement.dataset.live === 'ready'");
        if (await page.Locator(".chat-dock").CountAsync() > 0 && name.StartsWith('m'))
            await page.IslandsAreLiveAsync();
        await page.SaveScreenshotAsync($"{name}{path.Replace('/', '-').Replace('?', '-').Replace('=', '-').Replace('&', '-')}");
        await page.ShouldHaveNoAxeViolationsAsync();
        var excess = await page.EvaluateAsync<int>("() => document.documentElement.scrollWidth - document.documentElement.clientWidth");
        Assert.True(excess <= 0, $"{path} is {excess} px wider than the screen of {name}.");
        await page.ShouldHaveNoProblemsAsync();
    }

    private static async Task<(int ThreadId, long OwnPostId)> FillAsync(Cast cast)
    {
        var longNamed = await cast.RegisterAsync("Maximilian-Alexander.der_Gross");
        for (var number = 1; number <= 22; number++)
            await cast.StartThreadAsync(number % 2 == 0 ? cast.Bob : cast.Cleo, $"Thread number {number}");
        var thread = await cast.StartThreadAsync(longNamed, LongWord, $"A word: {LongWord}\n\n# Heading\n\n| a | b |\n| --- | --- |\n| {LongWord} | {LongWord} |\n\n```csharp\nvar x = \"{LongWord}{LongWord}\"; // why\n```\n\n- [x] done\n- [ ] open\n\n||hidden|| and :tada:");
        Forum.Core.Posts.PostView? own = null;
        for (var number = 1; number <= 24; number++)
            own = await cast.ReplyAsync(number % 3 == 0 ? cast.Cleo : cast.Bob, thread.ThreadId, $"> quoted\n\nReply {number}, @Bob and @Nobody, https://example.org/{LongWord}");
        own = await cast.ReplyAsync(cast.Bob, thread.ThreadId, "Mine");
        await cast.RemoveAsync(cast.Mona, (await cast.ReplyAsync(cast.Cleo, thread.ThreadId, "Gone")).Id, "Off topic");
        foreach (var text in new[] { "Hello", "Hi @Bob", LongWord, "`code` and **more**" })
            await cast.SayAsync(text.Contains("code", StringComparison.Ordinal) ? cast.Bob : longNamed, text);
        return (thread.ThreadId, own.Id);
    }
}
