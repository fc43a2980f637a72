using Forum.Core.Access;
using Forum.Core.Data;
using Forum.Core.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Forum.Core.Chat;

/// <summary>A room in the chat panel.</summary>
public sealed class ChatRoom
{
    /// <summary>The maximum length of the name, in characters.</summary>
    public const int MaxNameLength = 40;

    /// <summary>The key.</summary>
    public int Id { get; init; }

    /// <summary>The name.</summary>
    public required string Name { get; set; }

    /// <summary>The position among the rooms, from 0; the first one opens by default.</summary>
    public int Position { get; set; }

    /// <summary>The minimum role to read.</summary>
    public Role ReadRole { get; set; } = Role.Guest;

    /// <summary>The minimum role to write; never below <see cref="ReadRole"/> or <see cref="Role.Member"/>.</summary>
    public Role WriteRole { get; set; } = Role.Member;

    /// <summary>When it was closed and hidden; null if it's open.</summary>
    public DateTimeOffset? ArchivedAt { get; set; }
}

/// <summary>How far a member has read a chat room.</summary>
public sealed class ChatRead
{
    /// <summary>The member.</summary>
    public int MemberId { get; init; }

    /// <summary>The room.</summary>
    public int RoomId { get; init; }

    /// <summary>The ID of the newest message that the member has had on screen.</summary>
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

internal sealed class ChatReadMapping()
    : PairMapping<ChatRead, Member, ChatRoom>("ChatReads", nameof(ChatRead.MemberId), nameof(ChatRead.RoomId));
