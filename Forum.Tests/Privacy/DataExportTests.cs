using System.IO.Compression;
using System.Text.Json;
using System.Text.RegularExpressions;
using Forum.Core.Access;
using Forum.Core.Accounts;
using Forum.Core.Accounts.Credentials;
using Forum.Core.Accounts.Sessions;
using Forum.Core.Mail;
using Forum.Core.Members.Avatars;
using Forum.Core.Members.Profiles;
using Forum.Core.Members.Relations;
using Forum.Core.Notifications;
using Forum.Core.Posts.Reactions;
using Forum.Core.Privacy;
using Forum.Core.Threads;
using Forum.Tests.Accounts;
using Forum.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Forum.Tests.Privacy;

/// <summary>The ZIP with a member's data, from the request until it's deleted.</summary>
[Trait("Pace", "slow")]
public class DataExportTests(MovableForum site) : IClassFixture<MovableForum>
{
    private CastForum Forum => site.Forum;

    private DataExports Exports => Forum.Get<DataExports>();

    [Fact]
    public async Task The_file_holds_all_that_is_the_members_and_nothing_of_others()
    {
        var member = await Forum.MemberAsync();
        var staff = await Forum.BoardAsync(Role.Moderator, Role.Moderator, Role.Moderator);
        var (thread, hidden, moved) = (await Forum.ThreadAsync(), await Forum.ThreadAsync(), await Forum.ThreadAsync());
        var reply = (await Forum.ReplyAsync(member, thread.ThreadId, "My **own** words, größer.")).Value;
        var removed = (await Forum.ReplyAsync(member, hidden.ThreadId, "In a thread that is removed.")).Value;
        var inStaff = (await Forum.ReplyAsync(member, moved.ThreadId, "Where the staff talks now.")).Value;
        await Forum.ReplyAsync(Forum.Cleo, thread.ThreadId, "Words of somebody else.");
        await Forum.ModerateAsync(Forum.Mona, hidden.ThreadId, ThreadModeration.Remove);
        await Forum.Cast.SayAsync(member, "Hello, chat");
        await Forum.Cast.SayAsync(Forum.Bob, "Hello of somebody else");
        await FillAsync(member, moved.ThreadId, staff.Id);

        var liked = (await Forum.PostsAsync((await Forum.ThreadAsync(Forum.Cleo)).ThreadId))[0];
        Assert.True((await Forum.Get<ReactToPost>().RunAsync(member, liked.Id, ReactionKind.Love, TestContext.Current.CancellationToken)).IsDone);
        using var zip = await FetchAsync(member);

        string[] names =
            ["README.md", "account.json", "chat.json", "files/picture.webp", "notifications.json", $"posts/{reply.Id}.md", $"posts/{removed.Id}.md", $"posts/{inStaff.Id}.md", "posts.json", "reactions.json", "view-history.json", "watching.json"];
        Assert.Equal(names.Order(), zip.Entries.Select(entry => entry.FullName).Order());
        var readMe = await TextAsync(zip, "README.md");
        Assert.Equal([], names.Skip(1).Where(name => !readMe.Contains($"`{Regex.Replace(name, "/.*", "/")}`", StringComparison.Ordinal)));
        Assert.Equal("My **own** words, größer.\n", await TextAsync(zip, $"posts/{reply.Id}.md"));
        using var posts = JsonDocument.Parse(await TextAsync(zip, "posts.json"));
        var titles = posts.RootElement.EnumerateArray().ToDictionary(post => post.GetProperty("id").GetInt64(), post => post.GetProperty("threadTitle").GetString());
        Assert.StartsWith("A thread ", titles[reply.Id], StringComparison.Ordinal);
        Assert.Equal((null, null), (titles[removed.Id], titles[inStaff.Id]));
        using var chat = JsonDocument.Parse(await TextAsync(zip, "chat.json"));
        Assert.Equal("Hello, chat", Assert.Single(chat.RootElement.EnumerateArray()).GetProperty("markdown").GetString());
        using var reactions = JsonDocument.Parse(await TextAsync(zip, "reactions.json"));
        Assert.Equal("Love", Assert.Single(reactions.RootElement.EnumerateArray()).GetProperty("kind").GetString());
        using var watching = JsonDocument.Parse(await TextAsync(zip, "watching.json"));
        Assert.Equal(3, watching.RootElement.GetProperty("threads").GetArrayLength());
        using var told = JsonDocument.Parse(await TextAsync(zip, "notifications.json"));
        Assert.Contains(told.RootElement.EnumerateArray(), row => row.GetProperty("kind").GetString() == "Follower");
        using var viewed = JsonDocument.Parse(await TextAsync(zip, "view-history.json"));
        Assert.Equal(moved.ThreadId, Assert.Single(viewed.RootElement.EnumerateArray()).GetProperty("threadId").GetInt32());
        await AccountIsRightAsync(zip, member);
        await NothingOfOthersAsync(zip);
    }

    private static async Task NothingOfOthersAsync(ZipArchive zip)
    {
        foreach (var entry in zip.Entries)
        {
            var text = await TextAsync(zip, entry.FullName);
            Assert.DoesNotContain("somebody else", text, StringComparison.Ordinal);
            Assert.DoesNotContain("AQAAAA", text, StringComparison.Ordinal);
            Assert.DoesNotContain("cleo@example.org", text, StringComparison.OrdinalIgnoreCase);
        }
    }

    [Fact]
    public async Task It_is_had_once_a_day_and_told_by_mail()
    {
        var member = await Forum.MemberAsync();
        var visitor = await Forum.VisitorAsync(member);

        var asked = await visitor.SubmitAsync("/settings/data", "export");

        Assert.Equal((302, "/settings/data?done=export"), (asked.Status, asked.Location));
        await IsReadyAsync(member);
        var page = (await visitor.GetAsync("/settings/data")).Body;
        Assert.Contains("Your export is ready", page, StringComparison.Ordinal);
        Assert.Contains("href=\"/settings/data/export\"", page, StringComparison.Ordinal);
        Assert.Equal("/settings/data", (await new Mailbox(Forum.Forum).NewestAsync($"{member.Name.ToLowerInvariant()}@example.org", "Your data export")).Path("/settings/data"));

        var again = await visitor.SubmitAsync("/settings/data", "export");
        Assert.Equal(200, again.Status);
        Assert.Contains("already requested an export today.", again.Body, StringComparison.Ordinal);

        var before = await Exports.FileAsync(member, TestContext.Current.CancellationToken);
        site.Clock.MoveOn(DataExports.Pause);
        Assert.True((await Exports.AskAsync(member, TestContext.Current.CancellationToken)).IsDone);
        await IsReadyAsync(member);
        await Eventually.HoldsAsync(async () => await Exports.FileAsync(member) is { } now && now != before, static () => "The data wasn't exported again.");
        await Forum.Get<ExportWork>().RunAsync(TestContext.Current.CancellationToken);
        Assert.False(File.Exists(before));
    }

    [Fact]
    public async Task Nobody_fetches_what_is_somebody_elses()
    {
        var (member, other) = (await Forum.MemberAsync(), await Forum.MemberAsync());
        Assert.True((await Exports.AskAsync(member, TestContext.Current.CancellationToken)).IsDone);
        await IsReadyAsync(member);

        using var guest = Forum.Guest();
        Assert.Equal(404, (await guest.GetAsync("/settings/data/export")).Status);
        Assert.Equal(404, (await (await Forum.VisitorAsync(other)).GetAsync("/settings/data/export")).Status);
        Assert.Equal(404, (await (await Forum.VisitorAsync(Forum.Ada)).GetAsync("/settings/data/export")).Status);
        var answer = await (await Forum.VisitorAsync(member)).GetAsync("/settings/data/export");
        Assert.Equal((200, "application/zip", "no-store"), (answer.Status, answer.Header("Content-Type"), answer.Header("Cache-Control")));
        Assert.Contains("attachment; filename=forum-data.zip", answer.Header("Content-Disposition"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task After_a_week_it_is_thrown_away()
    {
        var member = await Forum.MemberAsync();
        Assert.True((await Exports.AskAsync(member, TestContext.Current.CancellationToken)).IsDone);
        await IsReadyAsync(member);
        var file = await Exports.FileAsync(member, TestContext.Current.CancellationToken);
        site.Clock.MoveOn(TimeSpan.FromDays(6.9));
        await Forum.Get<ExportWork>().RunAsync(TestContext.Current.CancellationToken);
        Assert.True(File.Exists(file));

        site.Clock.MoveOn(TimeSpan.FromDays(0.2));
        await Forum.Get<ExportWork>().RunAsync(TestContext.Current.CancellationToken);

        Assert.False(File.Exists(file));
        Assert.Null(await Exports.FindAsync(member, TestContext.Current.CancellationToken));
        using var visitor = Forum.Guest();
        await visitor.SignInAsync(member.Name);
        Assert.Equal(404, (await visitor.GetAsync("/settings/data/export")).Status);
    }

    [Fact]
    public async Task Also_somebody_who_is_locked_out_or_about_to_go_has_theirs()
    {
        var members = new[] { await Forum.MemberAsync(), await Forum.MemberAsync() };
        await Forum.Get<ChangeMemberStatus>().SetLockedAsync(Forum.Ada, members[0].MemberId!.Value, locked: true, TestContext.Current.CancellationToken);
        Assert.True((await Forum.Get<RequestAccountDeletion>().AskAsync(members[1], Cast.Password, TestContext.Current.CancellationToken)).IsDone);

        foreach (var member in members)
        {
            using var zip = await FetchAsync(member);
            Assert.NotNull(zip.GetEntry("account.json"));
        }
    }

    private static async Task<string> TextAsync(ZipArchive zip, string name)
    {
        using var reader = new StreamReader(await zip.GetEntry(name)!.OpenAsync());
        return await reader.ReadToEndAsync();
    }

    private static async Task AccountIsRightAsync(ZipArchive zip, Viewer member)
    {
        using var account = JsonDocument.Parse(await TextAsync(zip, "account.json"));
        var root = account.RootElement;
        Assert.Equal(
            "name email emailIsConfirmed role joinedAt lastSeenAt postCount threadCount formerNames profile settings linkedAccounts sessions follows followers blocked ignoredBoards",
            string.Join(' ', root.EnumerateObject().Select(static property => property.Name)));

        // The public count, without the post in a board that guests can't read.
        Assert.Equal(
            (member.Name, $"{member.Name.ToLowerInvariant()}@example.org", "Member", 2),
            (root.GetProperty("name").GetString(), root.GetProperty("email").GetString(), root.GetProperty("role").GetString(), root.GetProperty("postCount").GetInt32()));
        Assert.Equal("Oslo", root.GetProperty("profile").GetProperty("location").GetString());
        var settings = root.GetProperty("settings");
        Assert.Equal(
            ("Followed", "Quote, Reaction", "Mentions"),
            (settings.GetProperty("unwantedMail").GetString(), settings.GetProperty("notTold").GetString(), settings.GetProperty("wantedMail").GetString()));
        Assert.Equal("key-7", Assert.Single(root.GetProperty("linkedAccounts").EnumerateArray()).GetProperty("providerKey").GetString());
        Assert.Equal(["Mona"], root.GetProperty("follows").EnumerateArray().Select(name => name.GetString()));
        Assert.Equal(["Bob"], root.GetProperty("followers").EnumerateArray().Select(name => name.GetString()));
        Assert.Equal(["Cleo"], root.GetProperty("blocked").EnumerateArray().Select(name => name.GetString()));
        Assert.Equal("test", Assert.Single(root.GetProperty("sessions").EnumerateArray()).GetProperty("userAgent").GetString());
    }

    private async Task FillAsync(Viewer member, int movedThreadId, int staffBoardId)
    {
        var id = member.MemberId!.Value;
        var told = NotificationKinds.All & ~ForumNotifications.Quote.Bit & ~ForumNotifications.Reaction.Bit;
        Assert.True((await Forum.Get<ChangeNotificationPreferences>().ChooseAsync(member, new NotificationPreferences(told, NotificationTopics.Mentions.Bit, true))).IsDone);
        Assert.True((await Forum.Get<ChangeMailPreferences>().RunAsync(member, NotificationTopics.Followed.Bit)).IsDone);
        Assert.True((await Forum.Get<ChangeAvatar>().SetAsync(member, Pictures.Sent())).IsDone);
        Assert.True((await Forum.Get<ChangeProfile>().RunAsync(member, new ProfileForm("Hello", "Oslo", "", null, null))).IsDone);
        Assert.True((await Forum.Get<FollowMember>().FollowAsync(member, Forum.Mona.MemberId!.Value)).IsDone);
        Assert.True((await Forum.Get<FollowMember>().FollowAsync(Forum.Bob, id)).IsDone);
        Assert.True((await Forum.Get<BlockMember>().BlockAsync(member, Forum.Cleo.MemberId!.Value)).IsDone);
        Assert.True((await Forum.Get<BlockMember>().BlockAsync(Forum.Lars, id)).IsDone);
        Assert.True((await Forum.Get<LinkedAccounts>().LinkAsync(member, Cast.Password, new ExternalAccount("club", "key-7", "Guido there", null, false))).IsDone);
        await Forum.Get<SignInSessions>().StartAsync(id, "", "test");
        await using var db = await Forum.Cast.OpenAsync();
        await db.Threads.Where(thread => thread.Id == movedThreadId).ExecuteUpdateAsync(set => set.SetProperty(thread => thread.BoardId, staffBoardId));
        db.ViewedThreads.Add(new() { MemberId = id, ThreadId = movedThreadId, ViewedAt = site.Clock.GetUtcNow() });
        await db.SaveChangesAsync();
    }

    private Task IsReadyAsync(Viewer member) =>
        Eventually.HoldsAsync(async () => (await Exports.FindAsync(member))?.State == ExportState.Ready, static () => "The data wasn't exported.");

    private async Task<ZipArchive> FetchAsync(Viewer member)
    {
        Assert.True((await Exports.AskAsync(member)).IsDone);
        await IsReadyAsync(member);
        return new ZipArchive(File.OpenRead((await Exports.FileAsync(member))!));
    }
}
