using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Forum.Core.Mail;

/// <summary>The delivery state of an email. Stored as a number: never renumber the values.</summary>
public enum MailState
{
    /// <summary>To be sent, now or after a pause.</summary>
    Waiting = 0,

    /// <summary>Accepted by the mail server.</summary>
    Sent = 1,

    /// <summary>Failed for good; an administrator can retry it.</summary>
    Dead = 2,

    /// <summary>Dropped by an administrator.</summary>
    Dropped = 3,
}

/// <summary>
/// An outgoing email: queued in the transaction of the act that sends it, and delivered at least once by a worker. Its
/// text is composed on sending, from its kind and values.
/// </summary>
public sealed class OutboxMail
{
    /// <summary>
    /// The maximum length of an address, in characters (RFC 5321, section 4.5.3.1.3, without the brackets).
    /// </summary>
    public const int MaxAddressLength = 254;

    /// <summary>The maximum length of a stored error, in characters.</summary>
    public const int MaxErrorLength = 500;

    /// <summary>The key.</summary>
    public long Id { get; init; }

    /// <summary>
    /// The left part of the Message-ID: the same for every attempt, so that receivers recognize duplicates.
    /// </summary>
    public required Guid MessageKey { get; init; }

    /// <summary>What it is about.</summary>
    public required MailKind Kind { get; init; }

    /// <summary>The address it goes to.</summary>
    public required string To { get; set; }

    /// <summary>The recipient; null if it doesn't go to a member.</summary>
    public int? MemberId { get; init; }

    /// <summary>
    /// The kind's values as a JSON object of strings. Cleared as soon as the email is sent or dropped, because it may
    /// contain a token.
    /// </summary>
    public required string Data { get; set; }

    /// <summary>When it was queued.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>The delivery state.</summary>
    public MailState State { get; set; }

    /// <summary>The number of failed attempts.</summary>
    public int Failures { get; set; }

    /// <summary>When the next attempt is due; meaningless unless it's waiting.</summary>
    public required DateTimeOffset NextAttemptAt { get; set; }

    /// <summary>When it was sent, failed for good or was dropped.</summary>
    public DateTimeOffset? EndedAt { get; set; }

    /// <summary>The error of the last failed attempt.</summary>
    public string? LastError { get; set; }
}

internal sealed class OutboxMailMapping : IEntityTypeConfiguration<OutboxMail>
{
    public void Configure(EntityTypeBuilder<OutboxMail> builder)
    {
        builder.ToTable("OutboxMails");
        builder.Property(mail => mail.Kind).HasConversion<KindConverter>();
        builder.Property(mail => mail.To).HasMaxLength(OutboxMail.MaxAddressLength);
        builder.Property(mail => mail.LastError).HasMaxLength(OutboxMail.MaxErrorLength);
        builder.HasIndex(mail => mail.MemberId);
        builder.HasIndex(mail => mail.MessageKey).IsUnique();
        builder.HasIndex(mail => new { mail.State, mail.NextAttemptAt });
        builder.HasIndex(mail => new { mail.State, mail.Id });
    }

    internal sealed class KindConverter() : ValueConverter<MailKind, int>(kind => kind.Number, number => new MailKind(number));
}
