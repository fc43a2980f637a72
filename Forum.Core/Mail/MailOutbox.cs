using Forum.Core.Access;
using System.Text.Json;
using Forum.Core.Data;
using Forum.Core.Live;
using Microsoft.EntityFrameworkCore;

namespace Forum.Core.Mail;

/// <summary>Queues emails in the outbox, in the transaction of the act that sends them.</summary>
internal static class MailOutbox
{
    /// <summary>Queues an email, unless the member opted out of its topic.</summary>
    /// <param name="memberId">The recipient; null if it doesn't go to a member.</param>
    /// <param name="values">The values that its kind requires.</param>
    public static async Task AddAsync(WriteScope scope, MailKind kind, string to, int? memberId, params (string Name, string Value)[] values)
    {
        var topic = MailKinds.TopicOf(kind);
        if (topic != MailTopics.None && await scope.Db.Users.AnyAsync(member => member.Id == memberId && (member.UnwantedMail & topic) != 0))
            return;
        await AddToAllAsync(scope, kind, [(to, memberId)], values);
    }

    /// <summary>
    /// Queues the same email for many recipients; the caller has checked that they want it. They become due one per
    /// second, so that an email someone is waiting for never queues behind all of them.
    /// </summary>
    /// <param name="receivers">The addresses, each with its member.</param>
    /// <param name="values">The values that its kind requires.</param>
    public static async Task AddToAllAsync(
        WriteScope scope, MailKind kind, IReadOnlyCollection<(string To, int? MemberId)> receivers, params (string Name, string Value)[] values)
    {
        if (receivers.Count == 0)
            return;
        var data = JsonSerializer.Serialize(values.ToDictionary(value => value.Name, value => value.Value));
        var mails = receivers.Select((receiver, index) => new OutboxMail
        {
            MessageKey = Guid.NewGuid(),
            Kind = kind,
            To = receiver.To,
            MemberId = receiver.MemberId,
            Data = data,
            CreatedAt = scope.Now,
            NextAttemptAt = scope.Now.AddSeconds(index),
        });

        // Bypasses the change tracker: a member may have ten thousand followers, and all other writers wait in the
        // meantime.
        await BulkInsert.InsertAsync(scope.Db, mails, CancellationToken.None);
        scope.Raise(new MailWaiting());
    }
}

/// <summary>An email was queued, so the worker doesn't have to wait for its next round.</summary>
public sealed record MailWaiting : ForumEvent;
