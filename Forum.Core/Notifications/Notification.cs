using Forum.Core.Accounts;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Forum.Core.Notifications;

/// <summary>What a notification tells. Stored as a number: never renumber the values.</summary>
public enum NotificationKind
{
    /// <summary>There are replies in a thread that the member watches.</summary>
    Replies = 1,

    /// <summary>A post mentions the member.</summary>
    Mention = 2,

    /// <summary>A post quotes one of the member's.</summary>
    Quote = 3,

    /// <summary>There is a new thread in a board that the member watches.</summary>
    BoardThread = 4,

    /// <summary>Someone whom the member follows has started a thread.</summary>
    FollowedThread = 5,

    /// <summary>Others have reacted to a post of the member's.</summary>
    Reaction = 6,

    /// <summary>Someone follows the member.</summary>
    Follower = 7,
}

/// <summary>
/// Kinds of notifications together, each with the bit of its number. Stored as a number: never renumber the values.
/// </summary>
[Flags]
public enum NotificationKinds
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary><see cref="NotificationKind.Replies"/>.</summary>
    Replies = 1 << 1,

    /// <summary><see cref="NotificationKind.Mention"/>.</summary>
    Mention = 1 << 2,

    /// <summary><see cref="NotificationKind.Quote"/>.</summary>
    Quote = 1 << 3,

    /// <summary><see cref="NotificationKind.BoardThread"/>.</summary>
    BoardThread = 1 << 4,

    /// <summary><see cref="NotificationKind.FollowedThread"/>.</summary>
    FollowedThread = 1 << 5,

    /// <summary><see cref="NotificationKind.Reaction"/>.</summary>
    Reaction = 1 << 6,

    /// <summary><see cref="NotificationKind.Follower"/>.</summary>
    Follower = 1 << 7,

    /// <summary>All of them.</summary>
    All = Replies | Mention | Quote | BoardThread | FollowedThread | Reaction | Follower,
}

/// <summary>
/// Something that a member is told. Replies in a thread are one row until they are read: it says with which post they begin, and the
/// thread's last number says how many there are. So are the reactions to a post.
/// </summary>
public sealed class Notification
{
    /// <summary>How many are kept of a member; the oldest go, of those that are read first.</summary>
    public const int Most = 1000;

    /// <summary>The key; a later one has a higher.</summary>
    public long Id { get; init; }

    /// <summary>Who is told.</summary>
    public required int MemberId { get; init; }

    /// <summary>What.</summary>
    public required NotificationKind Kind { get; init; }

    /// <summary>The thread; null where it is about none.</summary>
    public int? ThreadId { get; init; }

    /// <summary>The post that it is about, or with which it begins; 0 where it is about none.</summary>
    public int PostNumber { get; set; }

    /// <summary>Who did it, of several the latest; null for a guest.</summary>
    public int? ById { get; set; }

    /// <summary>How many did it, where they are gathered; otherwise 1.</summary>
    public int Count { get; set; } = 1;

    /// <summary>When it was told first.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Whether it has not been read. A column of its own beside <see cref="ReadAt"/>, for the index that lists are read from.</summary>
    public bool IsUnread { get; set; } = true;

    /// <summary>When it was read; null before.</summary>
    public DateTimeOffset? ReadAt { get; set; }
}

internal sealed class NotificationMapping : IEntityTypeConfiguration<Notification>
{
    public void Configure(EntityTypeBuilder<Notification> builder)
    {
        builder.ToTable("Notifications");
        builder.HasOne<Member>().WithMany().HasForeignKey(notification => notification.MemberId).OnDelete(DeleteBehavior.Cascade);

        // Backwards: what is unread first, then the newest.
        builder.HasIndex(notification => new { notification.MemberId, notification.IsUnread, notification.Id });

        // What is told once until it is read; and what a page of a thread has shown is found by it.
        builder.HasIndex(notification => new { notification.MemberId, notification.ThreadId, notification.Kind, notification.PostNumber }, "IX_Notifications_Unread")
            .IsUnique().HasFilter("\"IsUnread\"");

        // For cleaning up alone.
        builder.HasIndex(notification => notification.ReadAt).HasFilter("\"ReadAt\" IS NOT NULL");
    }
}
