using Forum.Core.Access;
using Forum.Core.Accounts;
using Forum.Core.Accounts.Credentials;
using Forum.Core.Accounts.Recovery;
using Forum.Core.Boards;
using Forum.Core.Chat;
using Forum.Core.Members;
using Forum.Core.Members.Avatars;
using Forum.Core.Members.Profiles;
using Forum.Core.Members.Relations;
using Forum.Core.Posts.Reactions;
using Forum.Core.Privacy;
using Forum.Core.Threads;
using Forum.Tests.Accounts;
using Forum.Tests.Support;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Forum.Tests.Privacy;

/// <summary>What's left of a deleted account: the posts, and nothing that says who wrote them.</summary>
public class DeleteMemberTests(MovableForum site) : IClassFixture<MovableForum>
{
    // What the member wrote stays, and what they did to other people's posts.
    private static readonly string[] Staying =
        ["ChatMessages.AuthorId", "ChatMessages.RemovedById", "Notifications.ById", "Posts.AuthorId", "Posts.RemovedById", "Threads.AuthorId", "Threads.LastPosterId", "Threads.RemovedById"];

    private CastForum Forum => site.Forum;

    [Fact]
    public async Task No_row_of_any_table_says_any_more_who_it_was()
    {
        var member = await WithAllThereIsAsync();
        await using var db = await Forum.Cast.OpenAsync();
        var before = await MemberTraces.OfKeyAsync(db, member.MemberId!.Value);
        Assert.True(before.Count > 20, "The columns that name a member were not found.");
        Assert.NotEmpty(await MemberTraces.OfTextAsync(db, member.Name));
        Assert.Equal([], before.Where(row => row.Count == 0 && !Staying.Contains(row.Column)).Select(row => row.Column));

        await DeleteAsync(member);

        var after = await MemberTraces.OfKeyAsync(db, member.MemberId.Value);
        Assert.Equal([], after.Where(row => row.Count > 0 && !Staying.Contains(row.Column)).Select(row => row.Column));
        Assert.Equal(1, after.Single(row => row.Column == "Threads.AuthorId").Count);

        // The last email stays in the outbox until it's cleared.
        Assert.DoesNotContain(await MemberTraces.OfTextAsync(db, member.Name), column => !column.StartsWith("OutboxMails.", StringComparison.Ordinal));
        await Forum.CountersAreRightAsync();
    }

    [Fact]
    public async Task Whom_they_followed_is_told_of_it_no_longer()
    {
        var (member, followed) = (await Forum.MemberAsync(), await Forum.MemberAsync());
        Assert.True((await Forum.Get<FollowMember>().FollowAsync(member, followed.MemberId!.Value)).IsDone);
        await using var db = await Forum.Cast.OpenAsync();
        Assert.Equal(1, await db.Notifications.CountAsync(told => told.ById == member.MemberId));

        await DeleteAsync(member);

        Assert.Equal(0, await db.Notifications.CountAsync(told => told.ById == member.MemberId));
    }

    [Fact]
    public async Task What_was_written_stays_under_former_member_on_every_page()
    {
        var (member, board) = (await Forum.MemberAsync(), await Forum.BoardAsync());
        var thread = await Forum.ThreadAsync(member, board.Id, "A thought that stays.");
        await Forum.Cast.SayAsync(member, "A word that stays.");
        using var guest = Forum.Guest();
        string[] paths = ["/", $"/b/{board.Slug}", $"/t/{thread.ThreadId}/{thread.Slug}", "/chat"];
        foreach (var path in paths)
            Assert.Contains(member.Name, (await guest.GetAsync(path)).Body, StringComparison.Ordinal);

        await DeleteAsync(member);

        foreach (var path in paths)
        {
            var page = (await guest.GetAsync(path)).Body;
            Assert.Contains("Former member", page, StringComparison.Ordinal);
            Assert.DoesNotContain(member.Name, page, StringComparison.Ordinal);
        }

        Assert.Contains("A thought that stays.", (await guest.GetAsync(paths[2])).Body, StringComparison.Ordinal);
        Assert.Contains("A word that stays.", (await guest.GetAsync("/chat")).Body, StringComparison.Ordinal);
        var row = Assert.Single(await Forum.RowsAsync(Forum.Cleo, board.Id));
        Assert.Equal((null, null), (row.AuthorName, row.LastPosterName));
        Assert.Null(Assert.Single(await Forum.PostsAsync(thread.ThreadId)).AuthorName);
        foreach (var gone in new[] { $"/u/{member.Name}", $"/u/{member.Name}/card" })
            Assert.Equal((gone, 404), (gone, (await guest.GetAsync(gone)).Status));
        await Forum.CountersAreRightAsync();
    }

    [Fact]
    public async Task All_sessions_end_and_the_last_mail_says_so()
    {
        var (member, inside) = (await Forum.MemberAsync(), Forum.Guest());
        await inside.SignInAsync(member.Name);

        await DeleteAsync(member);

        Assert.Contains(">Sign in</a>", (await inside.GetAsync("/")).Body, StringComparison.Ordinal);
        await inside.SubmitAsync("/sign-in", "sign-in", ("Form.Name", member.Name), ("Form.Password", Cast.Password));
        Assert.Contains(">Sign in</a>", (await inside.GetAsync("/")).Body, StringComparison.Ordinal);
        var mail = await new Mailbox(Forum.Forum).NewestAsync(AddressOf(member), "was deleted");
        Assert.Contains($"Hello {member.Name},", mail.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_name_and_the_address_are_free_and_who_takes_them_has_nothing_of_the_one_before()
    {
        var member = await Forum.MemberAsync();
        var thread = await Forum.ThreadAsync(member);
        await DeleteAsync(member);

        var successor = await Forum.Cast.RegisterAsync(member.Name);

        Assert.NotEqual(member.MemberId, successor.MemberId);
        Assert.DoesNotContain(member.Name, (await Forum.Guest().GetAsync($"/t/{thread.ThreadId}/{thread.Slug}")).Body, StringComparison.Ordinal);
        Assert.Empty((await Forum.Get<ThreadLists>().StartedByAsync(Forum.Cleo, successor.MemberId!.Value, 1, TestContext.Current.CancellationToken)).Rows);
        await Forum.CountersAreRightAsync();
    }

    [Fact]
    public async Task Somebody_who_is_locked_out_goes_and_a_round_that_was_cut_short_is_repeated()
    {
        var members = new[] { await Forum.MemberAsync(), await Forum.MemberAsync() };
        await Forum.Get<ChangeMemberStatus>().SetLockedAsync(Forum.Ada, members[0].MemberId!.Value, locked: true, TestContext.Current.CancellationToken);
        foreach (var member in members)
            Assert.True((await Forum.Get<RequestAccountDeletion>().AskAsync(await Forum.Cast.NowAsync(member), Cast.Password, TestContext.Current.CancellationToken)).IsDone);
        site.Clock.MoveOn(TimeSpan.FromDays(15));
        using var cut = new CancellationTokenSource();
        await cut.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Forum.Get<AccountDeletionJob>().RunAsync(cut.Token));

        Assert.Equal(2, await Forum.Get<AccountDeletionJob>().RunAsync(TestContext.Current.CancellationToken));

        Assert.Equal(0, await Forum.Get<AccountDeletionJob>().RunAsync(TestContext.Current.CancellationToken));
        await Forum.CountersAreRightAsync();
    }

    [Fact]
    public async Task Nobody_makes_a_former_member_anything_again()
    {
        var member = await Forum.MemberAsync();
        await DeleteAsync(member);
        var (standing, id) = (Forum.Get<ChangeMemberStatus>(), member.MemberId!.Value);

        Assert.False((await standing.SetRoleAsync(Forum.Ada, id, Role.Moderator, TestContext.Current.CancellationToken)).IsDone);
        Assert.False((await Forum.Get<FollowMember>().FollowAsync(Forum.Cleo, id, TestContext.Current.CancellationToken)).IsDone);
        Assert.DoesNotContain((await Forum.Get<MemberList>().PageAsync(Forum.Ada, new(), 0, 200, TestContext.Current.CancellationToken)).Page, entry => entry.Id == id);
        Assert.Equal(Viewer.Guest, await Forum.Cast.NowAsync(member));
    }

    private static string AddressOf(Viewer member) => $"{member.Name.ToLowerInvariant()}@example.org";

    private async Task DeleteAsync(Viewer member)
    {
        Assert.True((await Forum.Get<RequestAccountDeletion>().AskAsync(member, Cast.Password)).IsDone);
        site.Clock.MoveOn(TimeSpan.FromDays(15));
        await Forum.Get<AccountDeletionJob>().RunAsync();
    }

    // With a row in every table that can have one about a member.
    private async Task<Viewer> WithAllThereIsAsync()
    {
        var (member, other) = (await Forum.MemberAsync(), await Forum.MemberAsync());
        var id = member.MemberId!.Value;
        var renamed = member with { Name = Forum.Fresh("Hildegard") };
        Assert.True((await Forum.Get<ChangeName>().RunAsync(member, renamed.Name)).IsDone);
        await Forum.VisitorAsync(renamed);
        await Forum.ThreadAsync(member);
        var others = await Forum.ThreadAsync();
        Assert.True((await Forum.Get<ReactToPost>().RunAsync(renamed, (await Forum.PostsAsync(others.ThreadId))[0].Id, ReactionKind.Thanks)).IsDone);
        var said = await Forum.Cast.SayAsync(member, "Hello");
        Assert.True((await Forum.Get<ChangeProfile>().RunAsync(renamed, new ProfileForm($"I am {renamed.Name}", "Oslo", "", 1, 1) { DisplayName = $"{renamed.Name} of Bingen", Signature = renamed.Name })).IsDone);
        Assert.True((await Forum.Get<ChangePreferences>().RunAsync(renamed, new PreferencesForm(Theme.Dark, 1, true, true, "", ""))).IsDone);
        Assert.True((await Forum.Get<IgnoreBoard>().RunAsync(renamed, await Forum.Cast.BoardIdAsync("general"), isIgnored: true)).IsDone);
        Assert.True((await Forum.Get<FollowMember>().FollowAsync(renamed, other.MemberId!.Value)).IsDone);
        Assert.True((await Forum.Get<FollowMember>().FollowAsync(other, id)).IsDone);
        Assert.True((await Forum.Get<BlockMember>().BlockAsync(renamed, Forum.Bob.MemberId!.Value)).IsDone);
        Assert.True((await Forum.Get<BlockMember>().BlockAsync(Forum.Cleo, id)).IsDone);
        Assert.True((await Forum.Get<ChangeAvatar>().SetAsync(renamed, Pictures.Sent())).IsDone);
        Assert.True((await Forum.Get<LinkedAccounts>().LinkAsync(renamed, Cast.Password, new ExternalAccount("club", "key-1", renamed.Name, null, false))).IsDone);
        var passkey = new UserPasskeyInfo(Guid.NewGuid().ToByteArray(), [1], DateTimeOffset.UnixEpoch, 0, null, true, false, false, [2], [3]);
        Assert.True((await Forum.Get<Passkeys>().AddAsync(renamed, Cast.Password, passkey, renamed.Name)).IsDone);
        var app = Forum.Get<TwoFactor>();
        var secret = await app.MakeSecretAsync();
        Assert.True((await app.EnableAsync(renamed, Cast.Password, secret, AuthenticatorApp.Show(secret, TimeProvider.System.GetUtcNow()))).IsDone);
        Assert.True((await Forum.Get<ChangeAddress>().AskAsync(renamed, Cast.Password, $"{renamed.Name}@example.org")).IsDone);
        Assert.True((await Forum.Get<DataExports>().AskAsync(renamed)).IsDone);
        Forum.Get<ChatReadMarks>().Read(renamed, await Forum.Cast.LobbyIdAsync(), said.Id);
        await Forum.Get<ChatReadMarks>().WriteBatchAsync();
        Forum.Get<ReadMarks>().Read(renamed, others.ThreadId, 1);
        await Forum.Get<ReadMarks>().WriteBatchAsync();
        await using var db = await Forum.Cast.OpenAsync();
        db.ThreadWatches.Add(new() { MemberId = id, ThreadId = others.ThreadId, Since = site.Clock.GetUtcNow() });
        db.BoardWatches.Add(new() { MemberId = id, BoardId = await Forum.Cast.BoardIdAsync("general"), Since = site.Clock.GetUtcNow() });
        db.ViewedThreads.Add(new() { MemberId = id, ThreadId = others.ThreadId, ViewedAt = site.Clock.GetUtcNow() });
        db.UserClaims.Add(new() { UserId = id, ClaimType = "of", ClaimValue = renamed.Name });
        await db.SaveChangesAsync();
        return renamed;
    }
}
