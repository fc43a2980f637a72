using System.Text.Json;
using Forum.Core.Data;
using Forum.Core.Live;
using Microsoft.EntityFrameworkCore;

namespace Forum.Core.Mail;

/// <summary>Puts mails into the outbox, in the transaction of the act that wants them sent.</summary>
internal static class MailOutbox
{
    /// <summary>Puts one in, unless the member does without mails of its topic.</summary>
    /// <param name="kind">What it is about.</param>
    /// <param name="memberId">The member it goes to; null when it goes to nobody's account.</param>
    /// <param name="values">What its kind says that it needs.</param>
    public static async Task AddAsync(WriteScope scope, MailKind kind, string to, int? memberId, params (string Name, string Value)[] values)
    {
        var topic = MailKinds.TopicOf(kind);
        if (topic != MailTopics.None && await scope.Db.Users.AnyAsync(member => member.Id == memberId && (member.UnwantedMail & topic) != 0))
            return;
        await AddToAllAsync(scope, kind, [(to, memberId)], values);
    }

    /// <summary>
    /// Puts the same one in for many, who want it as the caller knows. They leave one a second, so that a mail that somebody waits for is
    /// never behind more of them than are due.
    /// </summary>
    /// <param name="kind">What it is about.</param>
    /// <param name="receivers">The addresses, each with the member it belongs to.</param>
    /// <param name="values">What its kind says that it needs.</param>
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

        // Past the change tracker: somebody may be followed by ten thousand, and all others who write wait meanwhile.
        await BulkInsert.InsertAsync(scope.Db, mails, CancellationToken.None);
        scope.Raise(new MailWaiting());
    }
}

/// <summary>A mail was put into the outbox: the worker need not wait for its next round.</summary>
public sealed record MailWaiting : ForumEvent;
