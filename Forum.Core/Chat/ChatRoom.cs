using Forum.Core.Accounts;
using Forum.Core.Posts;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Forum.Core.Chat;

/// <summary>A room of the chat panel.</summary>
public sealed class ChatRoom
{
    /// <summary>The longest name, in characters.</summary>
    public const int MaxNameLength = 40;

    /// <summary>The key.</summary>
    public int Id { get; init; }

    /// <summary>The name.</summary>
    public required string Name { get; set; }

    /// <summary>The place among the rooms, from 0; the first is the one that opens.</summary>
    public int Position { get; set; }

    /// <summary>The least role that may read.</summary>
    public Role ReadRole { get; set; } = Role.Guest;

    /// <summary>The least role that may write; never less than <see cref="ReadRole"/> nor <see cref="Role.Member"/>.</summary>
    public Role WriteRole { get; set; } = Role.Member;

    /// <summary>Since when it is closed and no longer shown; null while it is in use.</summary>
    public DateTimeOffset? ArchivedAt { get; set; }
}

/// <summary>Something said in a chat room.</summary>
public sealed class ChatMessage
{
    /// <summary>The longest text, in UTF-16 code units as the browser counts them.</summary>
    public const int MaxLength = 2_000;

    /// <summary>The key; within a room the order.</summary>
    public long Id { get; init; }

    /// <summary>The room.</summary>
    public int RoomId { get; init; }

    /// <summary>Who said it; null when the account is gone.</summary>
    public int? AuthorId { get; init; }

    /// <summary>Who said it.</summary>
    public Member? Author { get; init; }

    /// <summary>When it was said.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>The text as it was typed.</summary>
    public required string Markdown { get; set; }

    /// <summary>The text as the panel shows it: safe HTML, made at the write.</summary>
    public required string Html { get; set; }

    /// <summary>Made by the page that sent it: a resend after a dropped connection carries the same one and says nothing twice.</summary>
    public required Guid SubmissionId { get; init; }

    /// <summary>When it was removed; null while it stands.</summary>
    public DateTimeOffset? RemovedAt { get; set; }

    /// <summary>Who removed it.</summary>
    public int? RemovedById { get; set; }

    /// <summary>Its author has gone and takes the text along.</summary>
    internal void Empty(DateTimeOffset now)
    {
        (Markdown, Html) = ("", "");
        RemovedAt ??= now;
        RemovedById ??= AuthorId;
    }
}

/// <summary>How far a member has read a chat room.</summary>
public sealed class ChatRead
{
    /// <summary>The member.</summary>
    public int MemberId { get; init; }

    /// <summary>The room.</summary>
    public int RoomId { get; init; }

    /// <summary>The id of the newest message that the member has had on the screen.</summary>
    public long LastMessageId { get; set; }
}

internal sealed class ChatRoomMapping : IEntityTypeConfiguration<ChatRoom>
{
    public void Configure(EntityTypeBuilder<ChatRoom> builder)
    {
        builder.ToTable("ChatRooms");
        builder.Property(room => room.Name).HasMaxLength(ShownText.MaxUnits);
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

internal sealed class ChatReadMapping : IEntityTypeConfiguration<ChatRead>
{
    public void Configure(EntityTypeBuilder<ChatRead> builder)
    {
        builder.ToTable("ChatReads");
        builder.HasKey(read => new { read.MemberId, read.RoomId });
        builder.HasOne<Member>().WithMany().HasForeignKey(read => read.MemberId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<ChatRoom>().WithMany().HasForeignKey(read => read.RoomId).OnDelete(DeleteBehavior.Cascade);
    }
}
