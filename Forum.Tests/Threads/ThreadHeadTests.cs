using System.Text.RegularExpressions;
using Forum.Core.Access;
using Forum.Core.Accounts.Registration;
using Forum.Core.Threads;
using Forum.Tests.Support;

namespace Forum.Tests.Threads;

/// <summary>What a thread's page says about it, and what is beside and between its posts.</summary>
public class ThreadHeadTests(CastForum forum) : IClassFixture<CastForum>
{
    [Fact]
    public async Task Who_started_it_comes_first_then_whoever_wrote_last_and_nobody_whose_posts_are_gone()
    {
        var thread = await forum.ThreadAsync(forum.Bob);
        await forum.ReplyAsync(forum.Cleo, thread.ThreadId, "One");
        await forum.ReplyAsync(forum.Mona, thread.ThreadId, "Two");
        var removed = (await forum.ReplyAsync(forum.Ada, thread.ThreadId, "Three")).Value;
        await forum.ReplyAsync(forum.Cleo, thread.ThreadId, "Four");
        Assert.Equal("Bob Cleo Ada Mona", await ParticipantsAsync(thread.ThreadId));

        await forum.RemoveAsync(forum.Ada, removed.Id);
        Assert.Equal("Bob Cleo Mona", await ParticipantsAsync(thread.ThreadId));
    }

    [Fact]
    public async Task No_more_than_five_are_shown_and_no_guests()
    {
        var board = await forum.BoardAsync(reply: Role.Guest);
        var thread = await forum.ThreadAsync(boardId: board.Id);
        await forum.ReplyAsync(Viewer.Guest with { Origin = "10.0.0.7" }, thread.ThreadId, "A guest's");
        Assert.Equal("Bob", await ParticipantsAsync(thread.ThreadId));

        for (var number = 0; number < 6; number++)
            await forum.ReplyAsync(await forum.MemberAsync(), thread.ThreadId, "Me too");
        Assert.Equal(5, (await ParticipantsAsync(thread.ThreadId)).Split(' ').Length);
    }

    [Fact]
    public async Task The_head_has_the_counts_the_times_and_the_board()
    {
        var thread = await forum.ThreadAsync();
        var page = await PageAsync(Viewer.Guest, thread);
        Assert.Contains("0 replies", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Last reply", page, StringComparison.Ordinal);
        Assert.Contains("<span>General</span></a>", page, StringComparison.Ordinal);

        await forum.ReplyAsync(forum.Cleo, thread.ThreadId, "Hello");
        page = await PageAsync(Viewer.Guest, thread);
        Assert.Contains("1 reply", page, StringComparison.Ordinal);
        Assert.Contains($"Last reply <a class=\"last-reply\" href=\"/t/{thread.ThreadId}/{thread.Slug}#p2\">", page, StringComparison.Ordinal);
        Assert.Matches("<span>[1-9] views?</span>", page);
    }

    [Fact]
    public async Task An_archived_board_says_so_to_guests_too()
    {
        var board = await forum.BoardAsync();
        var thread = await forum.ThreadAsync(boardId: board.Id);
        Assert.DoesNotContain("Archived", await PageAsync(Viewer.Guest, thread), StringComparison.Ordinal);

        await forum.ArchiveAsync(board);

        foreach (var viewer in new[] { Viewer.Guest, forum.Bob })
        {
            var page = await PageAsync(viewer, thread);
            Assert.Contains(">Archived</span>", page, StringComparison.Ordinal);
            Assert.Contains("<p class=\"notice\">This board is archived.", page, StringComparison.Ordinal);
            Assert.DoesNotContain("reply-jump", page, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_long_page_invites_guests_to_join_where_they_can()
    {
        var thread = await forum.ThreadAsync();
        await FillAsync(thread, 9);
        Assert.DoesNotContain("class=\"join\"", await PageAsync(Viewer.Guest, thread), StringComparison.Ordinal);
        await FillAsync(thread, 2);

        var page = await PageAsync(Viewer.Guest, thread);
        var back = Uri.EscapeDataString($"/t/{thread.ThreadId}/{thread.Slug}");
        Assert.Contains($"/register?returnUrl={back}\" data-enhance-nav=\"false\">Register</a>", Join(page), StringComparison.Ordinal);
        Assert.Contains($"/sign-in?returnUrl={back}\"", Join(page), StringComparison.Ordinal);
        Assert.DoesNotContain("class=\"join\"", await PageAsync(forum.Cleo, thread), StringComparison.Ordinal);

        await RegistrationAsync(RegistrationMode.Closed);
        page = await PageAsync(Viewer.Guest, thread);
        await RegistrationAsync(RegistrationMode.Open);
        Assert.DoesNotContain("/register", Join(page), StringComparison.Ordinal);
        Assert.Contains("/sign-in", Join(page), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_timeline_of_a_long_thread_leads_to_its_ends_its_pages_and_what_is_unread()
    {
        var thread = await forum.ThreadAsync();
        var reader = await forum.MemberAsync();
        Assert.DoesNotContain("timeline", await PageAsync(reader, thread), StringComparison.Ordinal);
        await FillAsync(thread, 44);

        var timeline = (await PageAsync(reader, thread, "?page=3")).Split("<nav class=\"timeline\"")[1].Split("</nav>")[0];

        Assert.Contains("min=\"1\" max=\"45\" value=\"41\"", timeline, StringComparison.Ordinal);
        var links = Regex.Matches(timeline, " href=\"[^\"]*/[^\"?#/]+([?#][^\"]*)?\"").Select(link => link.Groups[1].Value);
        Assert.Equal(["#p1", "", "?page=2", "?page=3", "?page=3#p45", "#p2"], links);
        Assert.Contains("44 unread", timeline, StringComparison.Ordinal);
        Assert.DoesNotContain("unread\" href", await PageAsync(Viewer.Guest, thread), StringComparison.Ordinal);
    }

    private static string Join(string page) => page.Split("class=\"join\"")[1].Split("</aside>")[0];

    private async Task<string> ParticipantsAsync(int threadId) =>
        string.Join(' ', (await forum.SeenThreadAsync(Viewer.Guest, threadId))!.Participants.Select(static member => member.Name));

    private async Task<string> PageAsync(Viewer viewer, ThreadPlace thread, string query = "") =>
        (await (await forum.VisitorAsync(viewer)).GetAsync($"/t/{thread.ThreadId}/{thread.Slug}{query}")).Body;

    private async Task FillAsync(ThreadPlace thread, int replies)
    {
        for (var number = 0; number < replies; number++)
            Assert.True((await forum.ReplyAsync(number % 2 == 0 ? forum.Cleo : forum.Mona, thread.ThreadId, $"Reply {number}")).IsDone);
    }

    private async Task RegistrationAsync(RegistrationMode mode) => Assert.True((await forum.Get<ChangeAccountSettings>()
        .RunAsync(forum.Ada, new AccountSettingsForm(mode, AddressConfirmation.Optional, null, null, 30))).IsDone);
}
