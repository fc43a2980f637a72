using System.Text.Json;
using Forum.Core.Data;
using Forum.Core.Text;
using Microsoft.EntityFrameworkCore;

namespace Forum.Core.Mail;

/// <summary>A due email, as taken from the outbox for delivery.</summary>
/// <param name="MessageKey">The left part of its Message-ID.</param>
/// <param name="Kind">The kind; <see cref="MailDefinition.Unknown"/> if it isn't registered.</param>
/// <param name="MemberId">The recipient, if it goes to a member.</param>
/// <param name="Values">The values that its kind requires.</param>
public sealed record DueMail(
    long Id, Guid MessageKey, MailDefinition Kind, string To, int? MemberId, string? MemberName, IReadOnlyDictionary<string, string> Values);

/// <summary>The outbox as the delivery worker sees it. One at a time: there is one process and one worker.</summary>
[ReliesOnSingleWriter("an email could be dropped between reading its state and writing it")]
public sealed class MailQueue(IDbContextFactory<ForumDb> databases, ForumWriter writer, Register<MailDefinition> kinds, TimeProvider clock)
{
    /// <summary>
    /// An email fails for good after this many attempts; with the pauses of <see cref="PauseAfter"/>, that's about 29 hours.
    /// </summary>
    public const int MaxFailures = 12;

    /// <summary>How long sent or dropped emails stay on the administrators' list.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromDays(30);

    private static readonly TimeSpan LongestPause = TimeSpan.FromHours(12);

    /// <summary>The pause after a number of failures: one minute, then doubled each time, at most half a day.</summary>
    /// <param name="failures">The number of failures, from 1.</param>
    public static TimeSpan PauseAfter(int failures)
    {
        var pause = TimeSpan.FromMinutes(Math.Pow(2, Math.Clamp(failures, 1, MaxFailures) - 1));
        return pause < LongestPause ? pause : LongestPause;
    }

    /// <summary>The emails that are due, longest wait first.</summary>
    /// <param name="most">The maximum number of emails.</param>
    public async Task<IReadOnlyList<DueMail>> DueAsync(int most, CancellationToken cancellation = default)
    {
        var now = clock.GetUtcNow();
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var rows = await db.OutboxMails
            .Where(mail => mail.State == MailState.Waiting && mail.NextAttemptAt <= now)
            .OrderBy(mail => mail.NextAttemptAt)
            .Take(most)
            .Select(mail => new
            {
                mail.Id,
                mail.MessageKey,
                mail.Kind,
                mail.To,
                mail.MemberId,
                MemberName = db.Users.Where(member => member.Id == mail.MemberId).Select(member => member.UserName).FirstOrDefault(),
                mail.Data,
            })
            .ToListAsync(cancellation);
        return [.. rows.Select(row => new DueMail(
            row.Id, row.MessageKey, kinds.Find(row.Kind.Number) ?? MailDefinition.Unknown(row.Kind), row.To, row.MemberId, row.MemberName,
            JsonSerializer.Deserialize<Dictionary<string, string>>(row.Data) ?? []))];
    }

    /// <summary>When the next email is due; null if none is waiting.</summary>
    public async Task<DateTimeOffset?> NextAsync(CancellationToken cancellation = default)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        return await db.OutboxMails
            .Where(mail => mail.State == MailState.Waiting)
            .OrderBy(mail => mail.NextAttemptAt)
            .Select(mail => (DateTimeOffset?)mail.NextAttemptAt)
            .FirstOrDefaultAsync(cancellation);
    }

    /// <summary>Marks an email as accepted by the mail server and deletes its content.</summary>
    public Task<Outcome<Done>> SentAsync(long mailId) => ChangeAsync(mailId, (mail, now) =>
    {
        // Don't keep the address of a former member.
        if (kinds.Find(mail.Kind.Number)?.ForgetsAddress == true)
            mail.To = "";
        mail.State = MailState.Sent;
        mail.EndedAt = now;
        mail.Data = "{}";
        mail.LastError = null;
    });

    /// <summary>Records a failed attempt.</summary>
    /// <param name="error">The error as the sender reported it.</param>
    /// <param name="isFinal">Whether retrying is pointless, because the address doesn't exist.</param>
    public Task<Outcome<Done>> FailedAsync(long mailId, string error, bool isFinal) => ChangeAsync(mailId, (mail, now) =>
    {
        // Dropped while it was being sent: it stays dropped.
        if (mail.State != MailState.Waiting)
            return;
        mail.Failures++;
        mail.LastError = ShownText.Beginning(error, OutboxMail.MaxErrorLength);
        if (isFinal || mail.Failures >= MaxFailures)
        {
            mail.State = MailState.Dead;
            mail.EndedAt = now;
        }
        else
        {
            mail.NextAttemptAt = now + PauseAfter(mail.Failures);
        }
    });

    /// <summary>Removes emails from the list that ended longer ago than <see cref="Kept"/>.</summary>
    /// <returns>The number of emails.</returns>
    public async Task<int> ForgetAsync(CancellationToken cancellation = default)
    {
        var outcome = await writer.WriteAsync<int>(
            async scope =>
            {
                var before = scope.Now - Kept;

                // An email ends at its last attempt or, when dropped, before the next one. The index covers that time,
                // not the end.
                return await scope.Db.OutboxMails
                    .Where(mail => (mail.State == MailState.Sent || mail.State == MailState.Dead || mail.State == MailState.Dropped)
                        && mail.NextAttemptAt < before && mail.EndedAt < before)
                    .ExecuteDeleteAsync(cancellation);
            },
            cancellation);
        return outcome.Value;
    }

    private Task<Outcome<Done>> ChangeAsync(long mailId, Action<OutboxMail, DateTimeOffset> change) => writer.WriteAsync<Done>(async scope =>
    {
        if (await scope.Db.OutboxMails.FirstOrDefaultAsync(mail => mail.Id == mailId) is { } mail)
        {
            change(mail, scope.Now);
            await scope.Db.SaveChangesAsync();
        }

        return default(Done);
    });
}
