using Deque.AxeCore.Commons;
using Microsoft.Playwright;

namespace Forum.Tests.Support;

/// <summary>Checks of a browser page in addition to Playwright's assertions.</summary>
public static class PageChecks
{
    // Chromium reports a policy violation or a missing icon shortly after the page that caused it.
    private static readonly TimeSpan LateErrors = TimeSpan.FromMilliseconds(100);

    private static readonly Lazy<string> Axe = new(static () => new BundledAxeScriptProvider().GetScript());

    // When it only reports violations, axe doesn't compute the path of each passing node. No enabled rule needs style
    // sheets to be fetched again.
    private const string Breaches = """
        async () => {
          const { violations } = await axe.run(document, { resultTypes: ['violations'], preload: false });
          return violations.flatMap(({ id, impact, help, helpUrl, nodes }) =>
            nodes.map(node => `- ${id} (${impact}) at ${node.target}: ${help}\n  ${node.html}\n  ${helpUrl}`));
        }
        """;

    extension(IPage page)
    {
        /// <summary>The problems so far in the page's browser context.</summary>
        public PageProblems Problems => PageProblems.Of(page.Context);

        /// <summary>
        /// Fails when the page logged an error, threw, violated its Content-Security-Policy or had a failed request.
        /// </summary>
        public async Task ShouldHaveNoProblemsAsync()
        {
            await Task.Delay(LateErrors);
            if (page.Problems.All.Count > 0)
                Assert.Fail($"{page.Url} has problems:\n{page.Problems}");
        }

        /// <summary>
        /// Fails when axe finds an accessibility violation. Its script comes over Playwright's own channel, which the
        /// page's Content-Security-Policy doesn't cover.
        /// </summary>
        public async Task ShouldHaveNoAxeViolationsAsync()
        {
            // During a fade-in, text has less contrast. Infinite animations aren't waited for.
            await page.EvaluateAsync("""
                () => Promise.allSettled(document.getAnimations()
                  .filter(animation => animation.effect?.getComputedTiming().iterations !== Infinity)
                  .map(animation => animation.finished))
                """);
            if (await page.EvaluateAsync<bool>("() => !window.axe"))
                await page.EvaluateAsync(Axe.Value);
            var breaches = await page.EvaluateAsync<string[]>(Breaches);
            if (breaches.Length > 0)
                Assert.Fail($"{page.Url} breaks accessibility rules:\n{string.Join('\n', breaches)}");
        }

        /// <summary>
        /// Signs in a member of the cast, or a seeded forum's administrator, through the form; for a forum that runs as its own process.
        /// </summary>
        public async Task SignInByFormAsync(string name)
        {
            await page.GotoAsync("/sign-in");
            await page.GetByLabel("Username or email address").FillAsync(name);
            await page.GetByLabel("Password", new() { Exact = true }).FillAsync(Cast.Password);
            await page.GetByRole(AriaRole.Button, new() { Name = "Sign in", Exact = true }).ClickAsync();
            await page.IslandsAreLiveAsync();
        }

        /// <summary>Signs out with the menu in the header.</summary>
        public async Task SignOutAsync()
        {
            await page.GetByRole(AriaRole.Button, new() { Name = "Account menu" }).ClickAsync();
            await page.GetByRole(AriaRole.Button, new() { Name = "Sign out", Exact = true }).ClickAsync();
        }

        /// <summary>
        /// Takes a screenshot for people to look at, if <c>SCREENS=1</c>: hundreds of them take a tenth of the time of visiting all pages.
        /// </summary>
        public async Task SaveLookAsync(string name, bool fullPage = false)
        {
            if (Environment.GetEnvironmentVariable("SCREENS") == "1")
                await page.SaveScreenshotAsync(name, fullPage);
        }

        /// <summary>Writes TestResults/screens/<paramref name="name"/>.png and returns its path.</summary>
        public async Task<string> SaveScreenshotAsync(string name, bool fullPage = false)
        {
            var path = Path.Combine(Checkout.TestResults, "screens", $"{name}.png");
            await page.ScreenshotAsync(new PageScreenshotOptions { Path = path, FullPage = fullPage });
            return path;
        }
    }
}
