using Forum.Core.Access;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Forum.Core.Notifications;

/// <summary>
/// A member's notification. Replies in a thread share one row until they're read: it stores the first post, and the
/// thread's last number gives the count. Reactions to a post share a row too.
/// </summary>
public sealed class Notification
{
    /// <summary>The maximum number per member; the oldest are deleted, read ones first.</summary>
    public const int Most = 1000;

    /// <summary>The key, in ascending order.</summary>
    public long Id { get; init; }

    /// <summary>The recipient.</summary>
    public required int MemberId { get; init; }

    /// <summary>The kind.</summary>
    public required NotificationKind Kind { get; init; }

    /// <summary>The thread; null if there is none.</summary>
    public int? ThreadId { get; init; }

    /// <summary>
    /// The post, or the first of several. Without a thread, a number that means something to the room of its kind, or 0.
    /// </summary>
    public int PostNumber { get; set; }

    /// <summary>Who caused it, the latest of several; null for a guest.</summary>
    public int? ById { get; set; }

    /// <summary>The number of people in a grouped notification; otherwise 1.</summary>
    public int Count { get; set; } = 1;

    /// <summary>When it was created.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>
    /// Whether it's unread. A separate column besides <see cref="ReadAt"/>, for the index that lists use.
    /// </summary>
    public bool IsUnread { get; set; } = true;

    /// <summary>When it was read; null if unread.</summary>
    public DateTimeOffset? ReadAt { get; set; }
}

internal sealed class NotificationMapping : IEntityTypeConfiguration<Notification>
{
    public void Configure(EntityTypeBuilder<Notification> builder)
    {
        builder.ToTable("Notifications");
        builder.Property(notification => notification.Kind).HasConversion<KindConverter>();
        builder.HasOne<Member>().WithMany().HasForeignKey(notification => notification.MemberId).OnDelete(DeleteBehavior.Cascade);

        // Read backwards: unread first, then newest first.
        builder.HasIndex(notification => new { notification.MemberId, notification.IsUnread, notification.Id });

        // For notifications sent only once until read, and to find those that a page of a thread has shown.
        builder.HasIndex(notification => new { notification.MemberId, notification.ThreadId, notification.Kind, notification.PostNumber }, "IX_Notifications_Unread")
            .IsUnique().HasFilter("\"IsUnread\"");

        // For the cleanup only.
        builder.HasIndex(notification => notification.ReadAt).HasFilter("\"ReadAt\" IS NOT NULL");
    }

    internal sealed class KindConverter() : ValueConverter<NotificationKind, int>(kind => kind.Number, number => new NotificationKind(number));
}
