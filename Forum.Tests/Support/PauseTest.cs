using Forum.Core.Access;
using Microsoft.Playwright;

namespace Forum.Tests.Support;

/// <summary>The base of tests with a page that pauses: a forum with its cast, and methods to hide and show a page.</summary>
public abstract class PauseTest(Browser browser) : BrowserTest(browser)
{
    protected TestForum Forum { get; private set; } = null!;

    protected Cast Cast { get; private set; } = null!;

    public override async ValueTask InitializeAsync()
    {
        Forum = await TestForum.StartAsync();
        Cast = await Cast.SetUpAsync(Forum);
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await Forum.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    protected async Task<IPage> OpenAsync(Viewer member, string path)
    {
        var page = await NewPageAsync(new PageSetup { Site = Forum.Address });
        await Cast.SignInAsync(page, member);
        await page.GotoAsync(path);
        await page.IslandsAreLiveAsync();
        return page;
    }
}

/// <summary>Hides a page and shows it again, as when people switch tabs.</summary>
public static class PausedPages
{
    extension(IPage page)
    {
        /// <summary>Hides the page, and waits until it has given up its circuit.</summary>
        public async Task HideAsync()
        {
            await page.EvaluateAsync("() => { window.isSamePage = true; document.documentElement.dataset.pauseAfter = '0'; }");
            await ShowAsync(page, "hidden");
            await page.WaitForFunctionAsync("() => document.documentElement.dataset.live === 'paused'");
        }

        public Task LookAtAsync() => ShowAsync(page, "visible");

        /// <summary>Whether it wasn't reloaded since it was hidden.</summary>
        public Task<bool> IsSamePageAsync() => page.EvaluateAsync<bool>("window.isSamePage === true");
    }

    private static async Task ShowAsync(IPage page, string state) => await page.EvaluateAsync(
        """
        state => {
          Object.defineProperty(document, 'visibilityState', { value: state, configurable: true });
          document.dispatchEvent(new Event('visibilitychange'));
        }
        """,
        state);
}
