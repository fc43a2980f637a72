using Forum.Core.Access;
using Forum.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace Forum.Core.Mail;

/// <summary>An email as administrators see it, without its content.</summary>
/// <param name="CreatedAt">When it was queued.</param>
/// <param name="NextAttemptAt">The next attempt, while it's waiting.</param>
/// <param name="EndedAt">When it was sent, failed for good or was dropped.</param>
/// <param name="Failures">The number of failed attempts.</param>
/// <param name="LastError">The error of the last failed attempt.</param>
public sealed record MailEntry(
    long Id, MailKind Kind, string To, MailState State, DateTimeOffset CreatedAt, DateTimeOffset NextAttemptAt, DateTimeOffset? EndedAt,
    int Failures, string? LastError);

/// <summary>The outbox for administrators: view, retry, drop. Empty or refused for everyone else.</summary>
[ReliesOnSingleWriter("an email could be sent between reading its state and writing it")]
public sealed class MailAdministration(IDbContextFactory<ForumDb> databases, ForumWriter writer)
{
    /// <summary>The number of emails on a page of the list.</summary>
    public const int PageSize = 25;

    /// <summary>A test email for an administrator.</summary>
    public static readonly MailDefinition Test = new(0, "Test email");

    private static readonly Refusal Ended = new("This email has already been sent or discarded.");

    /// <summary>Emails in one state, in the order they were queued; empty if the viewer isn't an administrator.</summary>
    /// <param name="isOldestFirst">Whether to list the oldest first instead of the newest.</param>
    /// <param name="skip">The number of emails to skip.</param>
    /// <returns>Up to <see cref="PageSize"/> emails, and the total count.</returns>
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

    /// <summary>How many emails failed for good and are still on the list; 0 if the viewer isn't an administrator.</summary>
    public async Task<int> CountFailedAsync(Viewer viewer, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(viewer);
        if (!viewer.IsAdministrator)
            return 0;
        await using var db = await databases.CreateDbContextAsync(cancellation);
        return await db.OutboxMails.CountAsync(mail => mail.State == MailState.Dead, cancellation);
    }

    /// <summary>Whether an email was sent in the last 30 days; false if the viewer isn't an administrator.</summary>
    public async Task<bool> HasSentAsync(Viewer viewer, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(viewer);
        if (!viewer.IsAdministrator)
            return false;
        await using var db = await databases.CreateDbContextAsync(cancellation);
        return await db.OutboxMails.AnyAsync(mail => mail.State == MailState.Sent, cancellation);
    }

    /// <summary>Retries a waiting or failed email now.</summary>
    public Task<Outcome<Done>> ResendAsync(Viewer viewer, long mailId, CancellationToken cancellation = default) =>
        ChangeAsync(viewer, mailId, (scope, mail) =>
        {
            mail.State = MailState.Waiting;
            mail.EndedAt = null;
            mail.Failures = 0;
            mail.NextAttemptAt = scope.Now;
            scope.Raise(new MailWaiting());
        }, cancellation);

    /// <summary>Drops a waiting or failed email and deletes its content.</summary>
    public Task<Outcome<Done>> DropAsync(Viewer viewer, long mailId, CancellationToken cancellation = default) =>
        ChangeAsync(viewer, mailId, static (scope, mail) =>
        {
            mail.State = MailState.Dropped;
            mail.EndedAt = scope.Now;
            mail.Data = "{}";
        }, cancellation);

    /// <summary>Sends the administrator a test email.</summary>
    /// <returns>The address that it's sent to.</returns>
    public Task<Outcome<string>> TryAsync(Viewer viewer, CancellationToken cancellation = default) => writer.WriteAsync<string>(
        async scope =>
        {
            var actor = await MemberDirectory.CurrentAsync(scope.Db, viewer);
            if (!actor.IsAdministrator)
                return actor.RefusalToAct ?? Refusal.NotFound;
            var address = await scope.Db.Users.Where(member => member.Id == actor.MemberId).Select(member => member.Email!).FirstAsync(cancellation);
            await MailOutbox.AddAsync(scope, Test, address, actor.MemberId);
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
