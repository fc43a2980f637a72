using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Forum.Core.Mail;

/// <summary>How far an email has come. Stored as a number: never renumber the values.</summary>
public enum MailState
{
    /// <summary>To be sent, now or after a pause.</summary>
    Waiting = 0,

    /// <summary>Taken by the sender.</summary>
    Sent = 1,

    /// <summary>Given up: an administrator can have it tried again.</summary>
    Dead = 2,

    /// <summary>Given up by an administrator.</summary>
    Dropped = 3,
}

/// <summary>
/// An email on its way: written in the transaction of the act that wants it sent, delivered at least once by a worker.
/// What it says is put together when it is sent, out of its kind and values.
/// </summary>
public sealed class OutboxMail
{
    /// <summary>The longest address, in characters (RFC 5321, section 4.5.3.1.3, without the brackets).</summary>
    public const int MaxAddressLength = 254;

    /// <summary>The longest error that is kept, in characters.</summary>
    public const int MaxErrorLength = 500;

    /// <summary>The key.</summary>
    public long Id { get; init; }

    /// <summary>The left part of the Message-ID: the same each time it is sent, so that a receiver knows a second copy.</summary>
    public required Guid MessageKey { get; init; }

    /// <summary>What it is about.</summary>
    public required MailKind Kind { get; init; }

    /// <summary>The address it goes to.</summary>
    public required string To { get; set; }

    /// <summary>The member it goes to; null when it goes to no one's account.</summary>
    public int? MemberId { get; init; }

    /// <summary>The kind's values as a JSON object of texts. Emptied as soon as the mail is sent or dropped: there may be a token in it.</summary>
    public required string Data { get; set; }

    /// <summary>When the act wanted it.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>How far it has come.</summary>
    public MailState State { get; set; }

    /// <summary>How often sending was tried and failed.</summary>
    public int Failures { get; set; }

    /// <summary>When it is tried next; of no meaning when it does not wait.</summary>
    public required DateTimeOffset NextAttemptAt { get; set; }

    /// <summary>When it was sent, given up or dropped.</summary>
    public DateTimeOffset? EndedAt { get; set; }

    /// <summary>What the sender said when it failed last.</summary>
    public string? LastError { get; set; }
}

internal sealed class OutboxMailMapping : IEntityTypeConfiguration<OutboxMail>
{
    public void Configure(EntityTypeBuilder<OutboxMail> builder)
    {
        builder.ToTable("OutboxMails");
        builder.Property(mail => mail.To).HasMaxLength(OutboxMail.MaxAddressLength);
        builder.Property(mail => mail.LastError).HasMaxLength(OutboxMail.MaxErrorLength);
        builder.HasIndex(mail => mail.MemberId);
        builder.HasIndex(mail => mail.MessageKey).IsUnique();
        builder.HasIndex(mail => new { mail.State, mail.NextAttemptAt });
        builder.HasIndex(mail => new { mail.State, mail.Id });
    }
}
