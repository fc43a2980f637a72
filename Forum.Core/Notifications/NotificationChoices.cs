using Forum.Core.Accounts;
using Forum.Core.Accounts.Choices;
using Forum.Core.Data;
using Forum.Core.Mail;
using Microsoft.EntityFrameworkCore;

namespace Forum.Core.Notifications;

/// <summary>What a member wants to be told.</summary>
/// <param name="Told">The kinds that are told in the forum.</param>
/// <param name="Mailed">What an email tells, too: of <see cref="MailTopics.Replies"/>,
/// <see cref="MailTopics.Mentions"/> and <see cref="MailTopics.BoardThreads"/>. Of what is not told in the forum, no
/// mail tells.</param>
/// <param name="WatchesOwn">Whether the member watches each thread that they start or reply in.</param>
public sealed record NotificationPreferences(NotificationKinds Told, MailTopics Mailed, bool WatchesOwn);

/// <summary>Reads and keeps what the viewer wants to be told.</summary>
public sealed class NotificationChoices(IDbContextFactory<ForumDb> databases, ForumWriter writer)
{
    /// <summary>What can be told by mail.</summary>
    public const MailTopics Mailable = MailTopics.Replies | MailTopics.Mentions | MailTopics.BoardThreads;

    /// <summary>What the viewer wants; what everyone wants who has chosen nothing, for a guest.</summary>
    public async Task<NotificationPreferences> FindAsync(Viewer viewer, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(viewer);
        await using var db = await databases.CreateDbContextAsync(cancellation);
        return await db.MemberChoices.Where(choices => choices.MemberId == viewer.MemberId)
            .Select(choices => new NotificationPreferences(NotificationKinds.All & ~choices.SilentKinds, choices.WantedMail, !choices.WatchesByHand))
            .FirstOrDefaultAsync(cancellation) ?? new NotificationPreferences(NotificationKinds.All, MailTopics.None, WatchesOwn: true);
    }

    /// <summary>Keeps it. What was told stays.</summary>
    /// <param name="viewer">Who chooses. Also someone whose account is held may.</param>
    /// <param name="wishes">What they want; what there is not is passed over.</param>
    public Task<Outcome<Done>> ChooseAsync(Viewer viewer, NotificationPreferences wishes, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(viewer);
        ArgumentNullException.ThrowIfNull(wishes);
        return writer.WriteAsync<Done>(
            async scope =>
            {
                if (viewer.MemberId is not { } id || !await scope.Db.Users.AnyAsync(member => member.Id == id && member.DeletedAt == null, cancellation))
                    return Refusal.SignInFirst;
                var choices = await scope.Db.MemberChoices.FirstOrDefaultAsync(choices => choices.MemberId == id, cancellation)
                    ?? scope.Db.MemberChoices.Add(new MemberChoices { MemberId = id }).Entity;
                choices.SilentKinds = NotificationKinds.All & ~wishes.Told;
                choices.WantedMail = wishes.Mailed & Mailable;
                choices.WatchesByHand = !wishes.WatchesOwn;
                await scope.Db.SaveChangesAsync(cancellation);

                // Anyone who was passed over in silence is told again.
                var sql = new SqlBatch(scope.Db);
                await Watches.TellAgainAsync(sql, id, null, cancellation);
                await sql.SendAsync(cancellation);
                return default(Done);
            },
            cancellation);
    }
}
