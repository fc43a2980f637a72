using Forum.Tests.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Forum.Tests.Browser;

/// <summary>On a phone, what members write stays within its post.</summary>
public class ProseTests(Support.Browser browser) : BrowserTest(browser)
{
    [Fact]
    public async Task Deep_nesting_is_indented_no_further_and_never_makes_the_page_wider()
    {
        await using var forum = await TestForum.StartAsync();
        var cast = await Cast.SetUpAsync(forum);
        var thread = await cast.StartThreadAsync(cast.Bob, "Deep", string.Concat(Enumerable.Repeat("- ", 16)) + "x");
        foreach (var text in new[]
        {
            new string('>', 24) + " x", new string('>', 1600), string.Concat(Enumerable.Repeat("> - ", 12)) + "x", string.Concat(Enumerable.Repeat("1. ", 16)) + "x",
            new string('>', 30) + " " + new string('x', 400), string.Concat(Enumerable.Repeat("> ", 30)) + "\n" + string.Concat(Enumerable.Repeat("> ", 30)) + "```\n"
                + string.Concat(Enumerable.Repeat("> ", 30)) + new string('y', 300),
        })
        {
            await cast.ReplyAsync(cast.Cleo, thread.ThreadId, text);
        }

        var page = await NewPageAsync(new PageSetup { Site = forum.Address, Width = 390 });
        await page.GotoAsync($"/t/{thread.ThreadId}/{thread.Slug}");

        Assert.Equal(0, await page.EvaluateAsync<int>("() => Math.max(0, document.documentElement.scrollWidth - 390)"));

        // The letter can be read: it isn't pushed outside the visible part of its post.
        Assert.True(await page.EvaluateAsync<bool>(
            """
            () => [...document.querySelectorAll('.post .prose')].every(prose => {
              const deepest = [...prose.querySelectorAll('*')].at(-1), box = prose.getBoundingClientRect();
              return deepest.getBoundingClientRect().left < box.left + 200;
            })
            """));
        await page.SaveLookAsync("deep-nesting");
    }

    [Fact]
    public async Task Stacked_marks_are_clipped_to_their_post()
    {
        await using var forum = await TestForum.StartAsync();
        var cast = await Cast.SetUpAsync(forum);
        var thread = await cast.StartThreadAsync(cast.Bob, "Marks", "Above");
        await cast.ReplyAsync(cast.Cleo, thread.ThreadId, "e" + new string('\u0301', 500));
        var page = await NewPageAsync(new PageSetup { Site = forum.Address, Width = 390, Height = 1200 });
        await page.GotoAsync($"/t/{thread.ThreadId}/{thread.Slug}");
        var above = page.Locator("#p1");
        var with = await above.ScreenshotAsync();

        await page.Locator("#p2 .prose").EvaluateAsync("prose => prose.textContent = 'e'");

        Assert.Equal(await above.ScreenshotAsync(), with);
    }

    [Fact]
    public async Task Each_paragraph_is_written_in_its_own_direction()
    {
        await using var forum = await TestForum.StartAsync();
        var cast = await Cast.SetUpAsync(forum);
        var thread = await cast.StartThreadAsync(cast.Bob, "Directions", "שלום לכולם\n\nAnd hello to everybody.\n\n- שלום\n- hello");
        var page = await NewPageAsync(new PageSetup { Site = forum.Address, Width = 390 });
        await page.GotoAsync($"/t/{thread.ThreadId}/{thread.Slug}");

        var paragraphs = page.Locator("#p1 .prose > p");
        await Expect(paragraphs.Nth(0)).ToHaveCSSAsync("direction", "rtl");
        await Expect(paragraphs.Nth(1)).ToHaveCSSAsync("direction", "ltr");
        await Expect(page.Locator("#p1 .prose li").Nth(0)).ToHaveCSSAsync("direction", "rtl");
        await Expect(page.Locator("#p1 .prose li").Nth(1)).ToHaveCSSAsync("direction", "ltr");
        Assert.Equal(0, await page.EvaluateAsync<int>("() => Math.max(0, document.documentElement.scrollWidth - 390)"));
        await page.SaveLookAsync("directions");
    }

    [Fact]
    public async Task The_form_counts_a_title_as_the_server_does()
    {
        await using var forum = await TestForum.StartAsync();
        var cast = await Cast.SetUpAsync(forum);
        var page = await NewPageAsync(new PageSetup { Site = forum.Address, Width = 390 });
        await cast.SignInAsync(page, cast.Bob);
        await page.GotoAsync("/b/general/new");
        var title = page.Locator("#title");

        foreach (var (text, isGood) in new[] { ("😀😀", false), ("😀😀😀", true), (Repeat(61), true), (Repeat(120), true), (Repeat(121), false), ("a\u200B\u200Bb", false) })
        {
            await title.FillAsync(text);
            Assert.True(isGood == await title.EvaluateAsync<bool>("field => field.validity.valid"), $"{text} was not judged as the server does.");
        }

        await title.FillAsync(Repeat(61));
        await page.Locator("#text").FillAsync("A text");
        await page.GetByRole(AriaRole.Button, new() { Name = "Start thread" }).ClickAsync();
        await Expect(page.Locator("h1")).ToHaveTextAsync(Repeat(61));

        static string Repeat(int count) => string.Concat(Enumerable.Repeat("😀", count));
    }
}
