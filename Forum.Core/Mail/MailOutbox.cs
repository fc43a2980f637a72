using System.Text.Json;
using Forum.Core.Access;
using Forum.Core.Data;
using Forum.Core.Live;
using Microsoft.EntityFrameworkCore;

namespace Forum.Core.Mail;

/// <summary>Queues emails in the outbox, in the transaction of the act that sends them.</summary>
public static class MailOutbox
{
    /// <summary>Queues an email, unless the member doesn't want its topic.</summary>
    /// <param name="memberId">The recipient; null if it doesn't go to a member.</param>
    /// <param name="values">The values that its kind requires.</param>
    public static async Task AddAsync(WriteScope scope, MailDefinition kind, string to, int? memberId, params (string Name, string Value)[] values)
    {
        ArgumentNullException.ThrowIfNull(scope);
        ArgumentNullException.ThrowIfNull(kind);
        if (kind.Topic is null || await WantsAsync(scope.Db, kind.Topic, memberId))
            await AddToAllAsync(scope, kind, [(to, memberId)], values);
    }

    /// <summary>
    /// Queues the same email for many recipients; the caller has checked that they want it. They become due one per
    /// second, so that an email someone is waiting for never queues behind all of them.
    /// </summary>
    /// <param name="receivers">The addresses, each with its member.</param>
    /// <param name="values">The values that its kind requires.</param>
    public static async Task AddToAllAsync(
        WriteScope scope, MailDefinition kind, IReadOnlyCollection<(string To, int? MemberId)> receivers, params (string Name, string Value)[] values)
    {
        ArgumentNullException.ThrowIfNull(scope);
        ArgumentNullException.ThrowIfNull(kind);
        ArgumentNullException.ThrowIfNull(receivers);
        if (receivers.Count == 0)
            return;
        var data = JsonSerializer.Serialize(values.ToDictionary(value => value.Name, value => value.Value));
        var mails = receivers.Select((receiver, index) => new OutboxMail
        {
            MessageKey = Guid.NewGuid(),
            Kind = kind.Kind,
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

    private static async Task<bool> WantsAsync(ForumDb db, MailTopic topic, int? memberId)
    {
        var bit = topic.Bit;
        return topic.IsOptIn
            ? await db.MemberPreferences.AnyAsync(choices => choices.MemberId == memberId && (choices.WantedMail & bit) != 0)
            : !await db.Users.AnyAsync(member => member.Id == memberId && (member.UnwantedMail & bit) != 0);
    }
}

/// <summary>An email was queued, so the worker doesn't have to wait for its next round.</summary>
public sealed record MailWaiting : ForumEvent;
