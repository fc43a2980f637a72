using Forum.Core.Access;
using Forum.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace Forum.Core.Notifications;

/// <summary>A member's notification preferences.</summary>
/// <param name="Told">The kinds shown on the forum.</param>
/// <param name="Mailed">What is also emailed: the topics that are opt-in. Kinds turned off on the forum aren't emailed
/// either.</param>
/// <param name="WatchesOwn">Whether the member automatically watches each thread that they start or reply to.</param>
public sealed record NotificationPreferences(NotificationKinds Told, MailTopics Mailed, bool WatchesOwn);

/// <summary>Reads and saves the viewer's notification preferences.</summary>
[SafeBesideOthers("the key of the preferences; writes what it was given")]
public sealed class ChangeNotificationPreferences(
    IDbContextFactory<ForumDb> databases, ForumWriter writer, Register<NotificationDefinition> kinds, Register<MailTopic> topics)
{
    private readonly NotificationKinds _known = NotificationDefinition.SetOf(kinds.All);

    /// <summary>The viewer's preferences; the defaults for a guest.</summary>
    public async Task<NotificationPreferences> FindAsync(Viewer viewer, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(viewer);
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var stored = await db.MemberPreferences.AsNoTracking().FirstOrDefaultAsync(choices => choices.MemberId == viewer.MemberId, cancellation)
            ?? new MemberPreferences { MemberId = viewer.MemberId ?? 0 };
        var silent = NotificationDefinition.Invert(kinds.All, stored.SilentKinds);
        return new NotificationPreferences(_known & ~silent, stored.WantedMail, !stored.WatchesByHand);
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

                // What isn't registered was chosen while the forum had a room for it, and counts when it's back.
                var mailable = MailTopic.SetOf(topics.All.Where(topic => topic.IsOptIn && topic.IsFor(viewer)));
                choices.SilentKinds = (choices.SilentKinds & ~_known) | (_known & NotificationDefinition.Invert(kinds.All, ~wishes.Told));
                choices.WantedMail = (choices.WantedMail & ~MailTopic.SetOf(topics.All)) | (wishes.Mailed & mailable);
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
