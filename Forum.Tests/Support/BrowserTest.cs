using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace Forum.Tests.Support;

/// <summary>
/// The base of browser tests: closes each test's pages, and saves a screenshot of them when the test has failed.
/// </summary>
[Trait("Pace", "slow")]
public abstract partial class BrowserTest(Browser browser) : IAsyncLifetime
{
    private readonly List<IPage> _pages = [];

    /// <inheritdoc cref="Browser.NewPageAsync"/>
    protected async Task<IPage> NewPageAsync(PageSetup? setup = null)
    {
        var page = await browser.NewPageAsync(setup);
        _pages.Add(page);
        return page;
    }

    public virtual ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public virtual async ValueTask DisposeAsync()
    {
        if (TestContext.Current.TestState?.Result == TestResult.Failed)
            await KeepPicturesAsync();
        foreach (var page in _pages)
            await page.Context.CloseAsync();
        GC.SuppressFinalize(this);
    }

    private async Task KeepPicturesAsync()
    {
        var test = Unsafe().Replace(TestContext.Current.Test?.TestDisplayName ?? GetType().Name, "_");
        foreach (var (number, page) in _pages.Index())
        {
            try
            {
                var path = await page.SaveScreenshotAsync($"failed/{test}-{number + 1}");
                TestContext.Current.TestOutputHelper?.WriteLine($"{page.Url}: {path}\n{page.Problems}");
            }
            catch (PlaywrightException lost)
            {
                TestContext.Current.TestOutputHelper?.WriteLine($"No picture of {page.Url}: {lost.Message}");
            }
        }
    }

    [GeneratedRegex("[^A-Za-z0-9._-]+")]
    private static partial Regex Unsafe();
}
