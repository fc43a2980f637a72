using Forum.Core.Access;
using Forum.Tests.Architecture;
using Forum.Tests.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Forum.Tests.Browser;

/// <summary>What a room has put into posts and rows of an open page.</summary>
public class SlotTests(Support.Browser browser) : BrowserTest(browser)
{
    private const string Mark = "forum-slot .own-mark";

    [Fact]
    public async Task A_live_edit_leaves_the_slots_of_a_post_as_they_are_and_a_new_post_has_its_own()
    {
        await using var forum = await TestForum.StartAsync(OwnRoom.Add);
        var cast = await Cast.SetUpAsync(forum);
        var thread = await cast.StartThreadAsync(cast.Bob, "Slots");
        var reply = await cast.ReplyAsync(cast.Bob, thread.ThreadId, "Before");
        var address = $"/t/{thread.ThreadId}/{thread.Slug}";
        var (bob, cleo) = (await OpenAsync(forum, cast, cast.Bob, address), await OpenAsync(forum, cast, cast.Cleo, address));
        await Expect(bob.Locator($"#p2 {Mark}")).ToHaveTextAsync("mine");
        await Expect(cleo.Locator($"#p2 {Mark}")).ToHaveCountAsync(0);

        // As after a click on a button that the room has put there.
        await bob.Locator($"#p2 {Mark}").EvaluateAsync("mark => { mark.textContent = 'clicked'; mark.tabIndex = 0; mark.focus(); }");
        await forum.EditAsync(cast.Bob, reply.Id, "After");

        foreach (var page in new[] { bob, cleo })
            await Expect(page.Locator("#p2 .prose")).ToHaveTextAsync("After");
        await Expect(bob.Locator($"#p2 {Mark}")).ToHaveTextAsync("clicked");
        await Expect(bob.Locator($"#p2 {Mark}")).ToBeFocusedAsync();
        await Expect(cleo.Locator($"#p2 {Mark}")).ToHaveCountAsync(0);

        await cast.ReplyAsync(cast.Cleo, thread.ThreadId, "Another");
        foreach (var page in new[] { bob, cleo })
            await Expect(page.Locator($"#p3 {Mark}")).ToHaveTextAsync("new");

        // What applied to the post doesn't apply to what is left of it.
        await cast.RemoveAsync(cast.Mona, reply.Id, "Said twice");
        await Expect(bob.Locator("#p2 .tombstone")).ToBeVisibleAsync();
        await Expect(bob.Locator($"#p2 {Mark}")).ToHaveTextAsync("new");
        await bob.ShouldHaveNoAxeViolationsAsync();
        await bob.ShouldHaveNoProblemsAsync();
    }

    [Fact]
    public async Task A_row_keeps_its_slots_when_a_reply_moves_it_up()
    {
        await using var forum = await TestForum.StartAsync(OwnRoom.Add);
        var cast = await Cast.SetUpAsync(forum);
        var older = await cast.StartThreadAsync(cast.Bob, "The older one");
        await cast.StartThreadAsync(cast.Cleo, "The newer one");
        var board = await OpenAsync(forum, cast, cast.Bob, "/b/general");
        await Expect(board.Locator($"#thread-{older.ThreadId} {Mark}")).ToHaveTextAsync("mine");

        await cast.ReplyAsync(cast.Cleo, older.ThreadId, "Up it goes");

        await Expect(board.Locator("#threads > li").First).ToContainTextAsync("The older one");
        await Expect(board.Locator($"#thread-{older.ThreadId} {Mark}")).ToHaveTextAsync("mine");
        await board.ShouldHaveNoProblemsAsync();
    }

    private async Task<IPage> OpenAsync(TestForum forum, Cast cast, Viewer member, string address)
    {
        var page = await NewPageAsync(new PageSetup { Site = forum.Address });
        await cast.SignInAsync(page, member);
        await page.GotoAsync(address);
        await page.IslandsAreLiveAsync();
        return page;
    }
}
