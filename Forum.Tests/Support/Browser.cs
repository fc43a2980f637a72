using Forum.Tests.Support;
using Microsoft.Playwright;

[assembly: AssemblyFixture(typeof(Browser))]

namespace Forum.Tests.Support;

/// <summary>
/// The Chromium shared by a test run. It starts with the first page, so a run without browser tests doesn't need it.
/// </summary>
public sealed class Browser : IAsyncDisposable
{
    private static readonly string[] Arguments =
    [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-dev-shm-usage", "--no-first-run",
        "--disable-background-networking", "--disable-component-update", "--disable-sync",
    ];

    private static readonly TimeSpan ActionLimit = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(60);
    private readonly Lazy<Task<(IPlaywright Driver, IBrowser Chromium)>> _running = new(StartAsync);

    /// <summary>A page in its own browser context: no shared cookies, storage or cache.</summary>
    public async Task<IPage> NewPageAsync(PageSetup? setup = null)
    {
        var (_, chromium) = await _running.Value;
        var context = await chromium.NewContextAsync((setup ?? new PageSetup()).ToContextOptions());
        context.SetDefaultTimeout((float)ActionLimit.TotalMilliseconds);
        context.SetDefaultNavigationTimeout((float)ActionLimit.TotalMilliseconds);
        PageProblems.Watch(context);
        return await context.NewPageAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (!_running.IsValueCreated || !_running.Value.IsCompletedSuccessfully)
            return;
        var (driver, chromium) = await _running.Value;
        await chromium.CloseAsync();
        driver.Dispose();
    }

    private static async Task<(IPlaywright Driver, IBrowser Chromium)> StartAsync()
    {
        var path = await Chromium.PathAsync();
        Assertions.SetDefaultExpectTimeout((float)ActionLimit.TotalMilliseconds);
        var driver = await Playwright.CreateAsync();
        var chromium = await driver.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = path,
            Headless = true,
            Args = Arguments,
            Timeout = (float)StartLimit.TotalMilliseconds,
        });
        return (driver, chromium);
    }
}
