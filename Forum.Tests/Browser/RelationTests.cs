using Forum.Core.Access;
using Forum.Core.Boards;
using Forum.Core.Members;
using Forum.Core.Members.Profiles;
using Forum.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Forum.Tests.Browser;

/// <summary>Pages that are open while their reader blocks someone, ignores a board or changes a preference.</summary>
public class RelationTests(Support.Browser browser) : BrowserTest(browser)
{
    [Fact]
    public async Task Blocking_folds_what_is_on_an_open_page_and_what_arrives_and_unblocking_unfolds_it()
    {
        await using var forum = await TestForum.StartAsync();
        var cast = await Cast.SetUpAsync(forum);
        var thread = await cast.StartThreadAsync(cast.Mona, "A thread");
        await cast.ReplyAsync(cast.Cleo, thread.ThreadId, "Already there");
        var page = await OpenAsync(forum, cast, $"/t/{thread.ThreadId}/{thread.Slug}");
        var profile = await page.Context.NewPageAsync();
        await profile.GotoAsync("/u/Cleo");

        await profile.Locator(".profile-more > summary").ClickAsync();
        await profile.GetByRole(AriaRole.Button, new() { Name = "Block", Exact = true }).ClickAsync();
        await Expect(profile.GetByRole(AriaRole.Button, new() { Name = "Unblock" })).ToBeVisibleAsync();
        await Expect(page.Locator("#p2-folded summary")).ToHaveTextAsync("Post 2 by a member you blocked");
        await Expect(page.Locator("#p2")).ToBeHiddenAsync();
        await cast.ReplyAsync(cast.Cleo, thread.ThreadId, "Just arrived");
        await cast.ReplyAsync(cast.Mona, thread.ThreadId, "By somebody else");

        await Expect(page.Locator("#p4")).ToContainTextAsync("By somebody else");
        await Expect(page.Locator("#p3")).ToBeHiddenAsync();
        Assert.Equal(["p1", "p2-folded", "p3-folded", "p4"], await page.Locator("#posts > *").EvaluateAllAsync<string[]>("posts => posts.map(post => post.id)"));
        await page.Locator("#p3-folded summary").ClickAsync();
        await Expect(page.Locator("#p3")).ToContainTextAsync("Just arrived");
        await page.ShouldHaveNoAxeViolationsAsync();

        await profile.GetByRole(AriaRole.Button, new() { Name = "Unblock" }).ClickAsync();
        await Expect(page.Locator(".post-folded")).ToHaveCountAsync(0);
        await Expect(page.Locator("#p2")).ToBeVisibleAsync();
        Assert.Equal(["p1", "p2", "p3", "p4"], await page.Locator("#posts > *").EvaluateAllAsync<string[]>("posts => posts.map(post => post.id)"));
        await page.ShouldHaveNoProblemsAsync();
    }

    [Fact]
    public async Task With_forty_posts_on_a_page_replies_arrive_up_to_the_fortieth_and_are_told_of_after_it()
    {
        await using var forum = await TestForum.StartAsync();
        var cast = await Cast.SetUpAsync(forum);
        var thread = await cast.StartThreadAsync(cast.Mona, "A thread");
        for (var number = 2; number <= 38; number++)
            await cast.ReplyAsync(cast.Mona, thread.ThreadId, $"Reply {number}");
        Assert.True((await forum.Services.GetRequiredService<ChangePreferences>().RunAsync(cast.Bob, new PreferencesForm(Theme.AsTheDevice, 2, true, true, "", ""))).IsDone);
        var page = await OpenAsync(forum, cast, $"/t/{thread.ThreadId}/{thread.Slug}?page=2");
        await Expect(page.Locator("#posts > article")).ToHaveCountAsync(38);

        var edited = await cast.ReplyAsync(cast.Cleo, thread.ThreadId, "The thirty-ninth");
        await cast.ReplyAsync(cast.Cleo, thread.ThreadId, "The fortieth");
        await Expect(page.Locator("#posts > article").Last).ToContainTextAsync("The fortieth");
        await forum.EditAsync(cast.Cleo, edited.Id, "Still the thirty-ninth");
        await Expect(page.Locator("#p39")).ToContainTextAsync("Still the thirty-ninth");
        await cast.ReplyAsync(cast.Cleo, thread.ThreadId, "The forty-first");

        var elsewhere = page.GetByRole(AriaRole.Link, new() { Name = "1 new reply on another page" });
        await Expect(elsewhere).ToBeVisibleAsync();
        await Expect(page.Locator("#posts > article")).ToHaveCountAsync(40);
        await elsewhere.ClickAsync();
        await Expect(page.Locator("#p41")).ToContainTextAsync("The forty-first");
        await Expect(page.Locator("#posts > article")).ToHaveCountAsync(1);
        await page.ShouldHaveNoProblemsAsync();
    }

    [Fact]
    public async Task Signatures_are_there_for_whoever_has_not_switched_them_off()
    {
        await using var forum = await TestForum.StartAsync();
        var cast = await Cast.SetUpAsync(forum);
        var thread = await cast.StartThreadAsync(cast.Cleo, "A thread");
        var signed = await forum.Services.GetRequiredService<ChangeProfile>().RunAsync(cast.Cleo, new ProfileForm("", "", "", null, null) { Signature = "Yours truly" });
        Assert.True(signed.IsDone);
        var page = await OpenAsync(forum, cast, $"/t/{thread.ThreadId}/{thread.Slug}");
        await Expect(page.GetByText("Yours truly")).ToBeVisibleAsync();

        await page.GotoAsync("/settings/preferences");
        await page.GetByLabel("Show signatures under posts").UncheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Expect(page.GetByText("Settings saved.")).ToBeVisibleAsync();
        await page.GotoAsync($"/t/{thread.ThreadId}/{thread.Slug}");

        await Expect(page.Locator("#p1 .prose").First).ToBeVisibleAsync();
        await Expect(page.GetByText("Yours truly")).ToBeHiddenAsync();
    }

    [Fact]
    public async Task What_arrives_on_an_ignored_board_is_not_marked_as_unread()
    {
        await using var forum = await TestForum.StartAsync();
        var cast = await Cast.SetUpAsync(forum);
        var thread = await cast.StartThreadAsync(cast.Mona, "A thread");
        var boardId = await cast.BoardIdAsync("general");
        var page = await OpenAsync(forum, cast, "/b/general");
        await cast.ReplyAsync(cast.Cleo, thread.ThreadId, "Seen");
        await Expect(page.Locator($"#thread-{thread.ThreadId}.unread")).ToContainTextAsync("1 reply");

        Assert.True((await forum.Services.GetRequiredService<IgnoreBoard>().RunAsync(cast.Bob, boardId, isIgnored: true)).IsDone);
        await Expect(page.Locator($"#thread-{thread.ThreadId}.unread")).ToHaveCountAsync(0);
        await cast.ReplyAsync(cast.Cleo, thread.ThreadId, "Passed over");

        await Expect(page.Locator($"#thread-{thread.ThreadId}")).ToContainTextAsync("2 replies");
        await Expect(page.Locator($"#thread-{thread.ThreadId}.unread")).ToHaveCountAsync(0);
    }

    private async Task<IPage> OpenAsync(TestForum forum, Cast cast, string path)
    {
        var page = await NewPageAsync(new PageSetup { Site = forum.Address });
        await cast.SignInAsync(page, cast.Bob);
        await page.GotoAsync(path);
        await page.IslandsAreLiveAsync();
        return page;
    }
}
