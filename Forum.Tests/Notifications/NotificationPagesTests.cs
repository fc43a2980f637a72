using Forum.Core.Access;
using System.Text.RegularExpressions;
using Forum.Core.Accounts;
using Forum.Core.Data;
using Forum.Core.Notifications;
using Forum.Tests.Support;
using Forum.Web.Components;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Forum.Tests.Notifications;

/// <summary>The bell, the list, watching and the settings, in a browser without JavaScript.</summary>
public class NotificationPagesTests(CastForum forum) : IClassFixture<CastForum>
{
    [Fact]
    public async Task The_bell_says_how_many_and_a_thread_that_was_opened_counts_no_more()
    {
        var reader = await forum.MemberAsync();
        var visitor = await forum.VisitorAsync(reader);
        Assert.Contains("data-bell-text>Notifications</span>", (await visitor.GetAsync("/")).Body, StringComparison.Ordinal);
        var thread = await forum.WatchedThreadAsync(reader);
        await forum.ReplyAsync(forum.Bob, thread.ThreadId, "A reply");
        Assert.Contains("data-bell-text>1 unread notification</span>", (await visitor.GetAsync("/")).Body, StringComparison.Ordinal);

        var page = (await visitor.GetAsync("/notifications")).Body;
        Assert.Contains($"href=\"/t/{thread.ThreadId}/{thread.Slug}#p2\"", page, StringComparison.Ordinal);
        Assert.Contains("Bob replied in A thread", page, StringComparison.Ordinal);
        await visitor.GetAsync($"/t/{thread.ThreadId}/{thread.Slug}");
        await forum.Get<NotificationReads>().WriteBatchAsync(TestContext.Current.CancellationToken);
        Assert.Contains("data-bell-text>Notifications</span>", (await visitor.GetAsync("/")).Body, StringComparison.Ordinal);
        Assert.DoesNotContain("Unread:", (await visitor.GetAsync("/notifications")).Body, StringComparison.Ordinal);
        using var guest = forum.Guest();
        Assert.DoesNotContain("data-bell", (await guest.GetAsync("/")).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Buttons_watch_and_stop_and_mark_as_read()
    {
        var reader = await forum.MemberAsync();
        var visitor = await forum.VisitorAsync(reader);
        var (thread, board) = (await forum.ThreadAsync(forum.Mona), await forum.BoardAsync());
        foreach (var (page, action) in new[] { ($"/t/{thread.ThreadId}/{thread.Slug}", $"/t/{thread.ThreadId}/watch"), ($"/b/{board.Slug}", $"/b/{board.Id}/watch") })
        {
            Assert.Contains(">Watch</button>", (await visitor.GetAsync(page)).Body, StringComparison.Ordinal);
            Assert.Equal((302, page), await SendAsync(visitor, page, action));
            Assert.Contains(">Stop watching</button>", (await visitor.GetAsync(page)).Body, StringComparison.Ordinal);
        }

        var watching = (await visitor.GetAsync("/watching")).Body;
        Assert.Contains($"href=\"/t/{thread.ThreadId}/{thread.Slug}\"", watching, StringComparison.Ordinal);
        Assert.Contains($"href=\"/b/{board.Slug}\"", watching, StringComparison.Ordinal);
        await forum.ReplyAsync(forum.Bob, thread.ThreadId, "A reply");
        await forum.StartAsync(forum.Bob, board.Id, "A new thread");
        var told = (await forum.ListAsync(reader))[0];
        Assert.Equal((302, "/notifications"), await SendAsync(visitor, "/notifications", $"/notifications/{told.Id}/read"));
        Assert.Single(await forum.UnreadAsync(reader));
        Assert.Equal("/notifications?done=read-all", (await visitor.SubmitAsync("/notifications", "read-all")).Location);
        Assert.Empty(await forum.UnreadAsync(reader));
        Assert.Equal((302, "/watching"), await SendAsync(visitor, "/watching", $"/t/{thread.ThreadId}/watch"));
        Assert.False(await forum.Get<MyWatches>().WatchesThreadAsync(reader, thread.ThreadId));
    }

    [Fact]
    public async Task A_form_leads_to_no_other_site()
    {
        var (reader, thread) = (await forum.MemberAsync(), await forum.ThreadAsync(forum.Mona));
        var visitor = await forum.VisitorAsync(reader);
        var form = await visitor.OpenAsync($"/t/{thread.ThreadId}/{thread.Slug}", "name=\"isWatched\"");
        form["returnTo"] = "//elsewhere.example";

        Assert.Equal((302, "/"), await visitor.PostAsync($"/t/{thread.ThreadId}/watch", form) is var answer ? (answer.Status, answer.Location) : default);
    }

    [Fact]
    public async Task Whoever_is_locked_out_is_told_that_nothing_was_done()
    {
        var (reader, thread, board) = (await forum.MemberAsync(), await forum.ThreadAsync(forum.Mona), await forum.BoardAsync());
        var visitor = await forum.VisitorAsync(reader);
        (string Page, string Action)[] forms = [($"/t/{thread.ThreadId}/{thread.Slug}", $"/t/{thread.ThreadId}/watch"), ($"/b/{board.Slug}", $"/b/{board.Id}/watch")];
        var fields = await FieldsAsync(visitor, forms[0].Page, forms[0].Action);
        var standing = forum.Get<ChangeMemberStatus>();
        Assert.True((await standing.SetLockedAsync(forum.Ada, reader.MemberId!.Value, locked: true, TestContext.Current.CancellationToken)).IsDone);

        foreach (var (_, action) in forms)
        {
            var answer = await visitor.PostAsync(action, fields);
            Assert.Equal((403, forum.Get<IStringLocalizer<Texts>>()[Refusal.LockedOut.Text].Value), (answer.Status, answer.Body));
        }

        Assert.False(await forum.Get<MyWatches>().WatchesThreadAsync(reader, thread.ThreadId));
    }

    [Fact]
    public async Task The_choices_are_kept_and_names_are_those_of_now()
    {
        var (reader, actor) = (await forum.MemberAsync(), await forum.MemberAsync());
        var visitor = await forum.VisitorAsync(reader);
        var thread = await forum.WatchedThreadAsync(reader);
        await forum.ReplyAsync(actor, thread.ThreadId, "A reply");
        var name = forum.Fresh("Renata");
        Assert.True((await forum.Get<ChangeName>().RunAsync(actor, name, TestContext.Current.CancellationToken)).IsDone);
        Assert.Contains($"{name} replied in", (await visitor.GetAsync("/notifications")).Body, StringComparison.Ordinal);
        await using (var db = await forum.Cast.OpenAsync())
            await db.Users.Where(member => member.Id == actor.MemberId).ExecuteUpdateAsync(set => set.SetProperty(member => member.UserName, (string?)null), TestContext.Current.CancellationToken);
        Assert.Contains("Former member replied in", (await visitor.GetAsync("/notifications")).Body, StringComparison.Ordinal);

        Assert.Equal(302, (await visitor.SubmitAsync("/settings/notifications", "notifications", ("Model.Told", "4"), ("Model.Mailed", "8"))).Status);
        var wishes = await forum.Get<ChangeNotificationPreferences>().FindAsync(reader, TestContext.Current.CancellationToken);
        Assert.Equal(new NotificationPreferences(ForumNotifications.Mention.Bit, NotificationTopics.Mentions.Bit, WatchesOwn: false), wishes);
        var boxes = Regex.Count((await visitor.GetAsync("/settings/notifications")).Body, " checked");
        Assert.Equal(2, boxes);
    }

    [Fact]
    public async Task A_kind_that_no_room_knows_is_left_out()
    {
        var reader = await forum.MemberAsync();
        await using (var db = await forum.Cast.OpenAsync())
        {
            foreach (var kind in new[] { new NotificationKind(29), ForumNotifications.Follower.Kind })
                db.Notifications.Add(new Notification { MemberId = reader.MemberId!.Value, Kind = kind, ById = forum.Bob.MemberId, At = DateTimeOffset.UnixEpoch });
            await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        }

        var page = (await (await forum.VisitorAsync(reader)).GetAsync("/notifications")).Body;
        Assert.Contains("data-bell-text>1 unread notification</span>", page, StringComparison.Ordinal);
        Assert.Single(Regex.Matches(page, "<li class=\"notification "));
        Assert.Contains("Bob started following you", page, StringComparison.Ordinal);
        Assert.True((await forum.Get<MyNotifications>().ReadAllAsync(reader, TestContext.Current.CancellationToken)).IsDone);
        await using var after = await forum.Cast.OpenAsync();
        Assert.Equal(2, await after.Notifications.CountAsync(told => told.MemberId == reader.MemberId && told.ReadAt != null, TestContext.Current.CancellationToken));
    }

    [Fact]
    public void Each_kind_has_a_text() => Assert.Equal(
        forum.Get<Register<NotificationDefinition>>().All.Select(static kind => kind.Number), forum.Get<Register<NotificationText>>().All.Select(static text => text.Number));

    private static async Task<(int Status, string? Location)> SendAsync(Visitor visitor, string page, string action)
    {
        var answer = await visitor.PostAsync(action, await FieldsAsync(visitor, page, action));
        return (answer.Status, answer.Location);
    }

    private static async Task<Dictionary<string, string>> FieldsAsync(Visitor visitor, string page, string action) => Cast.HiddenFields(
        (await visitor.GetAsync(page)).Body.Split("<form").Select(part => part.Split("</form>")[0]).Single(part => part.Contains($"action=\"{action}\"", StringComparison.Ordinal)));
}
