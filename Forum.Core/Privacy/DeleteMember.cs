using Forum.Core.Access;
using Forum.Core.Accounts.Sessions;
using Forum.Core.Data;
using Forum.Core.Mail;
using Forum.Core.Notifications;
using Microsoft.EntityFrameworkCore;

namespace Forum.Core.Privacy;

/// <summary>
/// Deletes an account and everything that identifies its member, permanently. The row stays without a name, for the
/// content: that stays under "former member" or is removed too, depending on the settings. For the background job only.
/// </summary>
[ReliesOnSingleWriter("checks that another administrator remains")]
public sealed class DeleteMember(ForumWriter writer, DeletedMemberContent writings)
{
    /// <summary>
    /// Deletes an account that is due; does nothing if the member changed their mind. When canceled between steps, the
    /// next run repeats them.
    /// </summary>
    public async Task<Outcome<Done>> RunAsync(int memberId, CancellationToken cancellation = default)
    {
        await writings.RemoveAsync(memberId, cancellation);
        return await writer.WriteAsync<Done>(
            async scope =>
            {
                var member = await scope.Db.Users.FirstOrDefaultAsync(member => member.Id == memberId && member.DeletionDueAt <= scope.Now, cancellation);
                if (member is null)
                    return Refusal.NotFound;
                if (member.Role == Role.Administrator && !await Administrators.StayAsync(scope.Db, memberId, cancellation))
                    return Refusal.NotAllowed;
                var (name, address) = (member.UserName!, member.Email);
                await ForgetAsync(scope, memberId, cancellation);
                Empty(member, scope.Now);
                await scope.Db.SaveChangesAsync(cancellation);
                await CountAsync(scope.Db, name, cancellation);
                if (address is not null)
                    await MailOutbox.AddAsync(scope, MailKind.AccountDeleted, address, null, ("name", name));
                scope.Raise(new MemberStatusChanged(memberId));
                return default(Done);
            },
            cancellation);
    }

    /// <summary>Deletes an account that was never confirmed, including its row: no one has seen it.</summary>
    public Task<Outcome<Done>> RunUnconfirmedAsync(int memberId, CancellationToken cancellation = default) => writer.WriteAsync<Done>(
        async scope =>
        {
            var name = await scope.Db.Users.Where(member => member.Id == memberId && member.AwaitsConfirmation && !scope.Db.Posts.Any(post => post.AuthorId == memberId))
                .Select(member => member.UserName).FirstOrDefaultAsync(cancellation);
            if (name is null)
                return Refusal.NotFound;
            await ForgetAsync(scope, memberId, cancellation);
            await scope.Db.Users.Where(member => member.Id == memberId).ExecuteDeleteAsync(cancellation);
            await CountAsync(scope.Db, name, cancellation);
            scope.Raise(new MemberStatusChanged(memberId));
            return default(Done);
        },
        cancellation);

    private static async Task ForgetAsync(WriteScope scope, int id, CancellationToken cancellation)
    {
        var db = scope.Db;
        await SignInSessions.EndAsync(scope, id, static _ => true);
        await ForgetNewsAsync(db, id, cancellation);
        await db.Users.Where(member => db.MemberFollows.Where(follow => follow.FollowerId == id).Select(follow => follow.FollowedId).Contains(member.Id))
            .ExecuteUpdateAsync(set => set.SetProperty(member => member.FollowerCount, member => member.FollowerCount - 1), cancellation);
        await db.MemberFollows.Where(follow => follow.FollowerId == id).ExecuteDeleteAsync(cancellation);
        await db.MemberFollows.Where(follow => follow.FollowedId == id).ExecuteDeleteAsync(cancellation);
        await db.MemberBlocks.Where(block => block.MemberId == id).ExecuteDeleteAsync(cancellation);
        await db.MemberBlocks.Where(block => block.BlockedId == id).ExecuteDeleteAsync(cancellation);
        await db.IgnoredBoards.Where(ignored => ignored.MemberId == id).ExecuteDeleteAsync(cancellation);
        await db.ViewedThreads.Where(viewed => viewed.MemberId == id).ExecuteDeleteAsync(cancellation);
        await db.ThreadReads.Where(read => read.MemberId == id).ExecuteDeleteAsync(cancellation);
        await db.ChatReads.Where(read => read.MemberId == id).ExecuteDeleteAsync(cancellation);
        await db.AccountTokens.Where(token => token.MemberId == id).ExecuteDeleteAsync(cancellation);
        await db.AddressChanges.Where(change => change.MemberId == id).ExecuteDeleteAsync(cancellation);
        await db.FormerNames.Where(former => former.MemberId == id).ExecuteDeleteAsync(cancellation);
        await db.MemberAbouts.Where(about => about.MemberId == id).ExecuteDeleteAsync(cancellation);
        await db.MemberPreferences.Where(choices => choices.MemberId == id).ExecuteDeleteAsync(cancellation);
        await db.Avatars.Where(avatar => avatar.MemberId == id).ExecuteDeleteAsync(cancellation);
        await db.DataExports.Where(export => export.MemberId == id).ExecuteDeleteAsync(cancellation);
        await db.UserLogins.Where(login => login.UserId == id).ExecuteDeleteAsync(cancellation);
        await db.UserClaims.Where(claim => claim.UserId == id).ExecuteDeleteAsync(cancellation);
        await db.UserTokens.Where(token => token.UserId == id).ExecuteDeleteAsync(cancellation);
        await db.UserPasskeys.Where(passkey => passkey.UserId == id).ExecuteDeleteAsync(cancellation);
        await db.OutboxMails.Where(mail => mail.MemberId == id).ExecuteDeleteAsync(cancellation);
    }

    // While it's still known whom they follow. Others keep the notifications about this member's content, as from a
    // former member.
    private static async Task ForgetNewsAsync(ForumDb db, int id, CancellationToken cancellation)
    {
        await db.Notifications
            .Where(told => told.ById == id && told.Kind == NotificationKind.Follower
                && db.MemberFollows.Where(follow => follow.FollowerId == id).Select(follow => follow.FollowedId).Contains(told.MemberId))
            .ExecuteDeleteAsync(cancellation);
        await db.Notifications.Where(told => told.MemberId == id).ExecuteDeleteAsync(cancellation);
        await db.ThreadWatches.Where(watch => watch.MemberId == id).ExecuteDeleteAsync(cancellation);
        await db.BoardWatches.Where(watch => watch.MemberId == id).ExecuteDeleteAsync(cancellation);
    }

    private static void Empty(Member member, DateTimeOffset now)
    {
        // Contains a space, so it can't be anyone's name or look-alike.
        member.NameSkeleton = "former member " + member.Id.ToString(System.Globalization.CultureInfo.InvariantCulture);
        (member.UserName, member.NormalizedUserName, member.Email, member.NormalizedEmail) = (null, null, null, null);
        (member.PasswordHash, member.SecurityStamp, member.DisplayName, member.AvatarVersion) = (null, Guid.NewGuid().ToString("N"), "", null);
        (member.EmailConfirmed, member.TwoFactorEnabled, member.Role) = (false, false, Role.Member);
        (member.AwaitsApproval, member.AwaitsConfirmation, member.LockedAt) = (false, false, null);
        (member.LastSeenAt, member.HidesLastSeen, member.NameChangedAt, member.FollowerCount) = (null, true, null, 0);
        (member.DeletionDueAt, member.DeletedAt) = (null, now);
    }

    private static async Task CountAsync(ForumDb db, string name, CancellationToken cancellation)
    {
        await db.State.ExecuteUpdateAsync(set => set.SetProperty(state => state.MemberCount, state => state.MemberCount - 1), cancellation);
        var newest = await db.Users.Where(member => member.DeletedAt == null).OrderByDescending(member => member.Id).Select(member => member.UserName).FirstOrDefaultAsync(cancellation);
        await db.State.Where(state => state.NewestMemberName == name)
            .ExecuteUpdateAsync(set => set.SetProperty(state => state.NewestMemberName, newest), cancellation);
    }
}
