using Forum.Core.Access;
using Forum.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace Forum.Core.Notifications;

/// <summary>A member's notification preferences.</summary>
/// <param name="Told">The kinds shown on the forum.</param>
/// <param name="Mailed">What is also emailed: <see cref="MailTopics.Replies"/>, <see cref="MailTopics.Mentions"/> and
/// <see cref="MailTopics.BoardThreads"/>. Kinds turned off on the forum aren't emailed either.</param>
/// <param name="WatchesOwn">Whether the member automatically watches each thread that they start or reply to.</param>
public sealed record NotificationPreferences(NotificationKinds Told, MailTopics Mailed, bool WatchesOwn);

/// <summary>Reads and saves the viewer's notification preferences.</summary>
[SafeBesideOthers("the key of the preferences; writes what it was given")]
public sealed class ChangeNotificationPreferences(IDbContextFactory<ForumDb> databases, ForumWriter writer)
{
    /// <summary>The topics that can be emailed.</summary>
    public const MailTopics Mailable = MailTopics.Replies | MailTopics.Mentions | MailTopics.BoardThreads;

    /// <summary>The viewer's preferences; the defaults for a guest.</summary>
    public async Task<NotificationPreferences> FindAsync(Viewer viewer, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(viewer);
        await using var db = await databases.CreateDbContextAsync(cancellation);
        return await db.MemberPreferences.Where(choices => choices.MemberId == viewer.MemberId)
            .Select(choices => new NotificationPreferences(NotificationKinds.All & ~choices.SilentKinds, choices.WantedMail, !choices.WatchesByHand))
            .FirstOrDefaultAsync(cancellation) ?? new NotificationPreferences(NotificationKinds.All, MailTopics.None, WatchesOwn: true);
    }

    /// <summary>Saves the preferences. Existing notifications stay.</summary>
    /// <param name="viewer">The member. Allowed even if the account is on hold.</param>
    /// <param name="wishes">The preferences; unknown values are ignored.</param>
    public Task<Outcome<Done>> ChooseAsync(Viewer viewer, NotificationPreferences wishes, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(viewer);
        ArgumentNullException.ThrowIfNull(wishes);
        return writer.WriteAsync<Done>(
            async scope =>
            {
                if (viewer.MemberId is not { } id || !await scope.Db.Users.AnyAsync(member => member.Id == id && member.DeletedAt == null, cancellation))
                    return Refusal.SignInFirst;
                var choices = await scope.Db.MemberPreferences.FirstOrDefaultAsync(choices => choices.MemberId == id, cancellation)
                    ?? scope.Db.MemberPreferences.Add(new MemberPreferences { MemberId = id }).Entity;
                choices.SilentKinds = NotificationKinds.All & ~wishes.Told;
                choices.WantedMail = wishes.Mailed & Mailable;
                choices.WatchesByHand = !wishes.WatchesOwn;
                await scope.Db.SaveChangesAsync(cancellation);

                // Members who were skipped while this was off are notified again.
                var sql = new SqlBatch(scope.Db);
                await Watches.TellAgainAsync(sql, id, null, cancellation);
                await sql.SendAsync(cancellation);
                return default(Done);
            },
            cancellation);
    }
}
