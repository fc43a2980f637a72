using Microsoft.Playwright;
using Xunit.Sdk;

namespace Forum.Tests.Support;

public class BrowserTests(Browser browser) : BrowserTest(browser)
{
    private const string Good = "<script src=\"/app.js\"></script><main><h1>Boards</h1><a href=\"/other\">Another page</a></main>";
    private const string NoAlternative = "<main><h1>Boards</h1><img src=\"/app.js\"></main>";

    private static Task<TinySite> StartSiteAsync() => TinySite.StartAsync(
        ("/", Good),
        ("/other", "<main><h1>Other</h1></main>"),
        ("/no-alternative", NoAlternative),
        ("/inline", "<main><h1>Inline</h1><script>document.title = 'inline ran'</script></main>"),
        ("/missing", "<main><h1>Missing</h1></main><script src=\"/gone.js\"></script>"));

    [Fact]
    public async Task A_good_page_has_no_problems_and_passes_axe_under_its_own_policy()
    {
        await using var site = await StartSiteAsync();
        var page = await NewPageAsync(new PageSetup { Site = site.Address });

        await page.GotoAsync("/");

        await Assertions.Expect(page).ToHaveTitleAsync("by script");
        await page.ShouldHaveNoAxeViolationsAsync();
        await page.ShouldHaveNoProblemsAsync();
    }

    [Fact]
    public async Task Axe_names_rule_target_and_help()
    {
        await using var site = await StartSiteAsync();
        var page = await NewPageAsync(new PageSetup { Site = site.Address });
        await page.GotoAsync("/no-alternative");

        var failure = await Assert.ThrowsAsync<FailException>(() => page.ShouldHaveNoAxeViolationsAsync());

        Assert.Contains("- image-alt (critical) at img: Images must have alternative text", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_inline_script_is_blocked_and_seen_as_a_problem()
    {
        await using var site = await StartSiteAsync();
        var page = await NewPageAsync(new PageSetup { Site = site.Address });

        await page.GotoAsync("/inline");

        Assert.Equal("plain", await page.TitleAsync());
        await page.Problems.WaitForAsync("Content Security Policy");
        await Assert.ThrowsAsync<FailException>(() => page.ShouldHaveNoProblemsAsync());
    }

    [Fact]
    public async Task A_missing_script_is_seen_as_a_problem()
    {
        await using var site = await StartSiteAsync();
        var page = await NewPageAsync(new PageSetup { Site = site.Address });

        await page.GotoAsync("/missing");

        Assert.Contains("/gone.js", await page.Problems.WaitForAsync("404"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Logged_errors_exceptions_and_refused_connections_are_seen_as_problems()
    {
        await using var site = await StartSiteAsync();
        var page = await NewPageAsync(new PageSetup { Site = site.Address });
        await page.GotoAsync("/");

        await page.EvaluateAsync("console.error('deliberate')");
        await page.Problems.WaitForAsync("console: deliberate");
        await page.EvaluateAsync("setTimeout(() => { throw new Error('uncaught') })");
        await page.Problems.WaitForAsync("exception: Error: uncaught");
        await Assert.ThrowsAsync<PlaywrightException>(() => page.GotoAsync("http://127.0.0.1:1/"));
        await page.Problems.WaitForAsync("request: GET http://127.0.0.1:1/");

        page.Problems.Clear();
        await page.ShouldHaveNoProblemsAsync();
    }

    [Fact]
    public async Task A_page_looks_as_its_set_up_says()
    {
        await using var site = await StartSiteAsync();
        var page = await NewPageAsync(new PageSetup
        {
            Site = site.Address,
            Width = 320,
            Height = 640,
            ColorScheme = ColorScheme.Dark,
            ReducedMotion = true,
        });
        await page.GotoAsync("/");

        Assert.Equal(320, await page.EvaluateAsync<int>("innerWidth"));
        Assert.True(await page.EvaluateAsync<bool>("matchMedia('(prefers-color-scheme: dark)').matches"));
        Assert.True(await page.EvaluateAsync<bool>("matchMedia('(prefers-reduced-motion: reduce)').matches"));
        Assert.True(new FileInfo(await page.SaveScreenshotAsync("harness-dark-320")).Length > 0);
    }

    [Fact]
    public async Task Without_JavaScript_scripts_do_not_run_and_links_do()
    {
        await using var site = await StartSiteAsync();
        var page = await NewPageAsync(new PageSetup { Site = site.Address, JavaScript = false });

        await page.GotoAsync("/");
        await Assertions.Expect(page).ToHaveTitleAsync("plain");
        await page.GetByRole(AriaRole.Link, new() { Name = "Another page" }).ClickAsync();

        await Assertions.Expect(page.GetByRole(AriaRole.Heading)).ToHaveTextAsync("Other");
        await page.ShouldHaveNoProblemsAsync();
    }

    [Fact]
    public async Task Two_pages_share_no_cookies()
    {
        await using var site = await StartSiteAsync();
        var ann = await NewPageAsync(new PageSetup { Site = site.Address });
        var bob = await NewPageAsync(new PageSetup { Site = site.Address });
        await ann.GotoAsync("/");
        await bob.GotoAsync("/");

        await ann.EvaluateAsync("document.cookie = 'name=ann'");

        Assert.Equal("name=ann", await ann.EvaluateAsync<string>("document.cookie"));
        Assert.Equal("", await bob.EvaluateAsync<string>("document.cookie"));
    }
}
