using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace Forum.Tests.Support;

/// <summary>What a browser test asks of a page beyond Playwright's own assertions.</summary>
public static class PageChecks
{
    // Chromium reports a breach of the policy, or a missing icon, a moment after the page that made it.
    private static readonly TimeSpan LateErrors = TimeSpan.FromMilliseconds(100);

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
        public async Task ShouldHaveNoAxeViolationsAsync(AxeRunOptions? options = null)
        {
            // Half faded in, a text has half its contrast. What moves for ever is not waited for.
            await page.EvaluateAsync("""
                () => Promise.allSettled(document.getAnimations()
                  .filter(animation => animation.effect?.getComputedTiming().iterations !== Infinity)
                  .map(animation => animation.finished))
                """);
            var result = await page.RunAxe(options);
            if (result.Violations.Length > 0)
                Assert.Fail($"{page.Url} breaks accessibility rules:\n{string.Join('\n', result.Violations.SelectMany(Describe))}");
        }

        /// <summary>Writes TestResults/screens/<paramref name="name"/>.png and returns its path.</summary>
        public async Task<string> SaveScreenshotAsync(string name, bool fullPage = false)
        {
            var path = Path.Combine(Checkout.TestResults, "screens", $"{name}.png");
            await page.ScreenshotAsync(new PageScreenshotOptions { Path = path, FullPage = fullPage });
            return path;
        }
    }

    private static IEnumerable<string> Describe(AxeResultItem violation) =>
        violation.Nodes.Select(node => $"- {violation.Id} ({violation.Impact}) at {node.Target}: {violation.Help}\n  {node.Html}\n  {violation.HelpUrl}");
}
