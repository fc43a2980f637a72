using Deque.AxeCore.Commons;
using Microsoft.Playwright;

namespace Forum.Tests.Support;

/// <summary>What a browser test asks of a page beyond Playwright's own assertions.</summary>
public static class PageChecks
{
    // Chromium reports a breach of the policy, or a missing icon, a moment after the page that made it.
    private static readonly TimeSpan LateErrors = TimeSpan.FromMilliseconds(100);

    private static readonly Lazy<string> Axe = new(static () => new BundledAxeScriptProvider().GetScript());

    // Asked for breaches alone, axe is spared the address of each node that is in order. No rule that is on wants style sheets fetched again.
    private const string Breaches = """
        async () => {
          const { violations } = await axe.run(document, { resultTypes: ['violations'], preload: false });
          return violations.flatMap(({ id, impact, help, helpUrl, nodes }) =>
            nodes.map(node => `- ${id} (${impact}) at ${node.target}: ${help}\n  ${node.html}\n  ${helpUrl}`));
        }
        """;

    extension(IPage page)
    {
        /// <summary>What went wrong so far in the page's browser context.</summary>
        public PageProblems Problems => PageProblems.Of(page.Context);

        /// <summary>Fails when the page logged an error, threw, broke its Content-Security-Policy or missed a request.</summary>
        public async Task ShouldHaveNoProblemsAsync()
        {
            await Task.Delay(LateErrors);
            if (page.Problems.All.Count > 0)
                Assert.Fail($"{page.Url} has problems:\n{page.Problems}");
        }

        /// <summary>Fails when axe finds a breach of an accessibility rule. Its script comes over Playwright's own channel,
        /// which the Content-Security-Policy of the page does not govern.</summary>
        public async Task ShouldHaveNoAxeViolationsAsync()
        {
            // Half faded in, a text has half its contrast. What moves for ever is not waited for.
            await page.EvaluateAsync("""
                () => Promise.allSettled(document.getAnimations()
                  .filter(animation => animation.effect?.getComputedTiming().iterations !== Infinity)
                  .map(animation => animation.finished))
                """);
            await page.EvaluateAsync(Axe.Value);
            var breaches = await page.EvaluateAsync<string[]>(Breaches);
            if (breaches.Length > 0)
                Assert.Fail($"{page.Url} breaks accessibility rules:\n{string.Join('\n', breaches)}");
        }

        /// <summary>Signs a member of the cast, or the administrator of a seeded forum, in as people do; for a forum that runs as a process of its own.</summary>
        public async Task SignInByFormAsync(string name)
        {
            await page.GotoAsync("/sign-in");
            await page.GetByLabel("Username or email address").FillAsync(name);
            await page.GetByLabel("Password").FillAsync(Cast.Password);
            await page.GetByRole(AriaRole.Button, new() { Name = "Sign in", Exact = true }).ClickAsync();
            await page.IslandsAreLiveAsync();
        }

        /// <summary>A picture for people to look at, taken when <c>SCREENS=1</c> asks for it: hundreds of them are a tenth of a walk through all pages.</summary>
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
