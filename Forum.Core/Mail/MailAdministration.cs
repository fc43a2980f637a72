using Forum.Core.Accounts;
using Forum.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace Forum.Core.Mail;

/// <summary>A mail as administrators see it: never what it says.</summary>
/// <param name="Kind">What it is about.</param>
/// <param name="To">The address it goes to.</param>
/// <param name="State">How far it has come.</param>
/// <param name="CreatedAt">When it was wanted.</param>
/// <param name="NextAttemptAt">When it is tried next, while it waits.</param>
/// <param name="EndedAt">When it was sent, given up or dropped.</param>
/// <param name="Failures">How often sending has failed.</param>
/// <param name="LastError">What the sender said when it failed last.</param>
public sealed record MailEntry(
    long Id, MailKind Kind, string To, MailState State, DateTimeOffset CreatedAt, DateTimeOffset NextAttemptAt, DateTimeOffset? EndedAt,
    int Failures, string? LastError);

/// <summary>The outbox for administrators: to see, to try again, to drop. Answers nobody else.</summary>
public sealed class MailAdministration(IDbContextFactory<ForumDb> databases, ForumWriter writer)
{
    /// <summary>How many mails stand on a page of the list.</summary>
    public const int PageSize = 25;

    private static readonly Refusal Ended = new("This email has already been sent or discarded.");

    /// <summary>Mails in one state, in the order in which they were wanted; nothing for whoever is not an administrator.</summary>
    /// <param name="state">The state.</param>
    /// <param name="isOldestFirst">Whether the list begins with the oldest and not with the newest.</param>
    /// <param name="skip">How many to pass over.</param>
    /// <returns>Up to <see cref="PageSize"/> of them, and how many there are in all.</returns>
    public async Task<(IReadOnlyList<MailEntry> Page, int Total)> PageAsync(
        Viewer viewer, MailState state, bool isOldestFirst, int skip, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(viewer);
        if (!viewer.IsAdministrator)
            return ([], 0);
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var mails = db.OutboxMails.Where(mail => mail.State == state);
        var page = await (isOldestFirst ? mails.OrderBy(mail => mail.Id) : mails.OrderByDescending(mail => mail.Id)).Skip(skip).Take(PageSize)
            .Select(mail => new MailEntry(
                mail.Id, mail.Kind, mail.To, mail.State, mail.CreatedAt, mail.NextAttemptAt, mail.EndedAt, mail.Failures, mail.LastError))
            .ToListAsync(cancellation);
        return (page, await mails.CountAsync(cancellation));
    }

    /// <summary>Has a mail that waits or was given up tried again now.</summary>
    public Task<Outcome<Done>> ResendAsync(Viewer viewer, long mailId, CancellationToken cancellation = default) =>
        ChangeAsync(viewer, mailId, (scope, mail) =>
        {
            mail.State = MailState.Waiting;
            mail.EndedAt = null;
            mail.Failures = 0;
            mail.NextAttemptAt = scope.Now;
            scope.Raise(new MailWaiting());
        }, cancellation);

    /// <summary>Gives up a mail that waits or was given up, and forgets what it was made of.</summary>
    public Task<Outcome<Done>> DropAsync(Viewer viewer, long mailId, CancellationToken cancellation = default) =>
        ChangeAsync(viewer, mailId, static (scope, mail) =>
        {
            mail.State = MailState.Dropped;
            mail.EndedAt = scope.Now;
            mail.Data = "{}";
        }, cancellation);

    /// <summary>Sends the administrator who asks a mail, to see whether mail arrives.</summary>
    /// <returns>The address it goes to.</returns>
    public Task<Outcome<string>> TryAsync(Viewer viewer, CancellationToken cancellation = default) => writer.WriteAsync<string>(
        async scope =>
        {
            var actor = await MemberDirectory.CurrentAsync(scope.Db, viewer);
            if (!actor.IsAdministrator)
                return actor.RefusalToAct ?? Refusal.NotFound;
            var address = await scope.Db.Users.Where(member => member.Id == actor.MemberId).Select(member => member.Email!).FirstAsync(cancellation);
            await MailOutbox.AddAsync(scope, MailKind.Test, address, actor.MemberId);
            return address;
        },
        cancellation);

    private Task<Outcome<Done>> ChangeAsync(Viewer viewer, long mailId, Action<WriteScope, OutboxMail> change, CancellationToken cancellation) =>
        writer.WriteAsync<Done>(
            async scope =>
            {
                var actor = await MemberDirectory.CurrentAsync(scope.Db, viewer);
                if (!actor.IsAdministrator)
                    return actor.RefusalToAct ?? Refusal.NotFound;
                if (await scope.Db.OutboxMails.FirstOrDefaultAsync(mail => mail.Id == mailId, cancellation) is not { } mail)
                    return Refusal.NotFound;
                if (mail.State is MailState.Sent or MailState.Dropped)
                    return Ended;
                change(scope, mail);
                await scope.Db.SaveChangesAsync(cancellation);
                return default(Done);
            },
            cancellation);
}
