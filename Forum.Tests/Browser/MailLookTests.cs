using Forum.Tests.Support;
using Microsoft.Playwright;

namespace Forum.Tests.Browser;

/// <summary>Each kind of email as an email program shows it: at two widths, in both color schemes.</summary>
public class MailLookTests(Support.Browser browser, CastForum forum) : BrowserTest(browser), IClassFixture<CastForum>
{
    [Fact]
    public async Task No_email_runs_out_of_its_window_or_has_colors_that_cannot_be_read()
    {
        var page = await NewPageAsync();
        var requested = new List<string>();
        page.Request += (_, request) => requested.Add(request.Url);
        foreach (var kind in ComposedMails.Kinds)
        {
            using var message = await ComposedMails.ComposeAsync(forum, kind, new string('M', 60) + " and other long words");
            foreach (var (width, scheme) in new[] { (320, ColorScheme.Light), (600, ColorScheme.Dark) })
            {
                await page.SetViewportSizeAsync(width, 700);
                await page.EmulateMediaAsync(new() { ColorScheme = scheme });
                await page.SetContentAsync(message.HtmlBody!);
                Assert.Equal((kind, width), (kind, await page.EvaluateAsync<int>("document.documentElement.scrollWidth")));
                await page.ShouldHaveNoAxeViolationsAsync();
                await page.SaveLookAsync($"mail-{kind.Replace(' ', '-')}-{width}-{scheme}", fullPage: true);
            }
        }

        Assert.Empty(requested);
    }
}
