using Forum.Core.Boards;
using Forum.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Forum.Tests.Browser;

/// <summary>Lists of threads and boards: what a phone shows of them, what paper does, and what changes while they're open.</summary>
public class ListTests(Support.Browser browser, FilledForum filled) : BrowserTest(browser)
{
    // The time and the names of rows, and what is cut: wider or higher than its own box.
    private const string CutTexts = """
        () => [...document.querySelectorAll('.thread-row :is(time, .thread-title, .thread-counts span, .thread-last > *), .board-row :is(time, .board-name, .muted)')]
          .filter(part => part.checkVisibility() && (part.scrollWidth > part.clientWidth + 1 || part.scrollHeight > part.clientHeight + 1) && getComputedStyle(part).overflow !== 'visible'
            && getComputedStyle(part).overflow !== 'clip')
          .map(part => part.className + ': ' + part.textContent.trim())
        """;

    [Theory]
    [InlineData(320)]
    [InlineData(390)]
    public async Task A_phone_cuts_no_time_and_no_name_in_a_list(int width)
    {
        var (forum, _, _, signedIn) = await filled.OpenAsync();
        var page = await NewPageAsync(new PageSetup { Site = forum.Address, Width = width });
        await page.Context.AddCookiesAsync(signedIn["Bob"]);
        foreach (var path in new[] { "/boards", "/latest", "/b/general" })
        {
            await page.GotoAsync(path);
            await Expect(page.Locator(".thread-row, .board-row").First).ToBeVisibleAsync();
            Assert.Empty(await page.EvaluateAsync<string[]>(CutTexts));
        }
    }

    [Theory]
    [InlineData(320, 5)]
    [InlineData(1280, 3)]
    public async Task The_pager_of_a_thread_is_one_row_and_on_a_phone_its_steps_are_as_large_as_a_finger(int width, int parts)
    {
        var (forum, threadId, _, _) = await filled.OpenAsync();
        var page = await NewPageAsync(new PageSetup { Site = forum.Address, Width = width });
        await page.GotoAsync($"/t/{threadId}/x");
        var pager = page.Locator(".pager").First;

        var boxes = await pager.EvaluateAsync<double[][]>("nav => [...nav.children].filter(part => part.checkVisibility()).map(part => { const box = part.getBoundingClientRect(); return [box.top + box.height / 2, box.width, box.height]; })");

        Assert.Equal(parts, boxes.Length);
        Assert.All(boxes, box => Assert.Equal(boxes[0][0], box[0], 1.0));
        if (width < 400)
            Assert.All(boxes[..2].Concat(boxes[3..]), box => Assert.True(box[1] >= 44 && box[2] >= 44, $"{box[1]} by {box[2]}"));
        await pager.GetByRole(AriaRole.Link, new() { Name = "Next page" }).ClickAsync();
        await page.IsAtAsync(@"\?page=2");
    }

    [Fact]
    public async Task A_thread_is_printed_as_a_document()
    {
        var (forum, threadId, _, signedIn) = await filled.OpenAsync();
        var page = await NewPageAsync(new PageSetup { Site = forum.Address, ColorScheme = ColorScheme.Dark });
        await page.Context.AddCookiesAsync(signedIn["Mona"]);
        await page.GotoAsync($"/t/{threadId}/x");
        await page.IslandsAreLiveAsync();

        await page.EmulateMediaAsync(new() { Media = Media.Print });

        foreach (var part in new[] { "h1", ".breadcrumbs .board-chip", "#p1 .post-author", "#p1 .post-meta", "#p1 .prose", "#p1 pre" })
            await Expect(page.Locator(part).First).ToBeVisibleAsync();
        Assert.Empty(
            await page.EvaluateAsync<string[]>("() => [...document.querySelectorAll('.site-header, .site-footer, .chat, .chat-dock, .chat-opener, .reply, .pager, .post-actions, .thread-acts, .timeline, button, textarea, summary')].filter(part => part.checkVisibility() && !part.closest('.prose')).map(part => part.outerHTML.slice(0, 120))"));

        // Code is wrapped instead of cut, links say where they lead, and the paper is white in a dark theme too.
        Assert.True(await page.Locator("#p1 pre").EvaluateAsync<bool>("pre => pre.scrollWidth <= pre.clientWidth && pre.scrollHeight <= pre.clientHeight"));
        Assert.Contains("https://example.org/", await page.Locator("#p2 .prose a[href^='https']").First.EvaluateAsync<string>("link => getComputedStyle(link, '::after').content"), StringComparison.Ordinal);
        Assert.Equal("rgb(255, 255, 255)", await page.EvaluateAsync<string>("() => getComputedStyle(document.body).backgroundColor"));
        Assert.Contains("20", await page.Locator("#p1 .post-meta time").EvaluateAsync<string>("time => getComputedStyle(time, '::after').content"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Boards_count_what_becomes_unread_while_they_are_open_and_one_button_says_what_is_watched()
    {
        await using var forum = await TestForum.StartAsync();
        var cast = await Cast.SetUpAsync(forum);
        var thread = await cast.StartThreadAsync(cast.Mona, "A thread");
        var page = await NewPageAsync(new PageSetup { Site = forum.Address });
        await cast.SignInAsync(page, cast.Bob);
        await page.GotoAsync("/boards");
        await page.IslandsAreLiveAsync();
        var chip = page.Locator($"#board-{await cast.BoardIdAsync("general")} .new-chip");
        await Expect(chip).ToHaveTextAsync("1 new");

        await cast.ReplyAsync(cast.Cleo, thread.ThreadId, "The same thread again");
        await cast.StartThreadAsync(cast.Cleo, "Another thread");
        await Expect(chip).ToHaveTextAsync("2 new");
        await chip.ClickAsync();
        await page.IsAtAsync("/b/general$");

        var menu = page.Locator(".board-menu");
        await Expect(menu.Locator("summary")).ToHaveTextAsync("Watch", new() { UseInnerText = true });
        await menu.Locator("summary").PressAsync("Enter");
        await menu.GetByRole(AriaRole.Button, new() { Name = "Watch" }).ClickAsync();
        await Expect(menu.Locator("summary")).ToHaveTextAsync("Watching", new() { UseInnerText = true });
        await menu.Locator("summary").ClickAsync();
        await menu.GetByRole(AriaRole.Button, new() { Name = "Ignore" }).ClickAsync();
        await Expect(menu.Locator("summary")).ToHaveTextAsync("Ignored", new() { UseInnerText = true });
        await page.ShouldHaveNoProblemsAsync();
    }

    [Fact]
    public async Task A_guest_is_told_that_a_board_is_archived()
    {
        await using var forum = await TestForum.StartAsync();
        var cast = await Cast.SetUpAsync(forum);
        var board = (await forum.Services.GetRequiredService<BoardQueries>().FindAsync(cast.Ada, "general", TestContext.Current.CancellationToken))!;
        await using (var db = await cast.OpenAsync())
        {
            var categoryId = db.Boards.Single(row => row.Id == board.Id).CategoryId;
            Assert.True((await forum.Services.GetRequiredService<ArrangeBoards>().ArchiveAsync(cast.Ada, categoryId, board.Id, true, TestContext.Current.CancellationToken)).IsDone);
        }

        var page = await NewPageAsync(new PageSetup { Site = forum.Address });
        await page.GotoAsync("/b/general");

        await Expect(page.Locator(".board-cover .tag")).ToHaveTextAsync("Archived");
        await Expect(page.GetByText("This board is archived. It's read-only.")).ToBeVisibleAsync();
        await Expect(page.Locator(".board-acts a")).ToHaveCountAsync(0);
        await page.ShouldHaveNoAxeViolationsAsync();
    }
}
