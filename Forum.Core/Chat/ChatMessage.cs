using Forum.Core.Access;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Forum.Core.Chat;

/// <summary>A message in a chat room.</summary>
public sealed class ChatMessage
{
    /// <summary>The maximum length of the text, in UTF-16 code units, as browsers count.</summary>
    public const int MaxLength = 2_000;

    /// <summary>The key; gives the order within a room.</summary>
    public long Id { get; init; }

    /// <summary>The room.</summary>
    public int RoomId { get; init; }

    /// <summary>The author; null if the account was deleted.</summary>
    public int? AuthorId { get; init; }

    /// <summary>The author.</summary>
    public Member? Author { get; init; }

    /// <summary>When it was posted.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>The text as typed.</summary>
    public required string Markdown { get; set; }

    /// <summary>The text as the panel shows it: safe HTML, rendered on write.</summary>
    public required string Html { get; set; }

    /// <summary>
    /// Created by the sending page: a resend after a dropped connection has the same ID and doesn't post twice.
    /// </summary>
    public required Guid SubmissionId { get; init; }

    /// <summary>When it was removed; null if it wasn't.</summary>
    public DateTimeOffset? RemovedAt { get; set; }

    /// <summary>Who removed it.</summary>
    public int? RemovedById { get; set; }

    /// <summary>Clears the text because the author's account was deleted.</summary>
    internal void Empty(DateTimeOffset now)
    {
        (Markdown, Html) = ("", "");
        RemovedAt ??= now;
        RemovedById ??= AuthorId;
    }
}

internal sealed class ChatMessageMapping : IEntityTypeConfiguration<ChatMessage>
{
    public void Configure(EntityTypeBuilder<ChatMessage> builder)
    {
        builder.ToTable("ChatMessages");
        builder.Property(message => message.Markdown).HasMaxLength(ChatMessage.MaxLength);
        builder.HasOne<ChatRoom>().WithMany().HasForeignKey(message => message.RoomId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne(message => message.Author).WithMany().HasForeignKey(message => message.AuthorId).OnDelete(DeleteBehavior.SetNull);
        builder.HasIndex(message => new { message.RoomId, message.Id });
        builder.HasIndex(message => message.SubmissionId).IsUnique();
    }
}
