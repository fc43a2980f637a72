using Forum.Core.Access;
using Forum.Core.Boards;
using Forum.Core.Threads;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Forum.Core.Notifications;

/// <summary>A member watches a thread, or stopped: that is stored too, so that replying doesn't start it again.</summary>
public sealed class ThreadWatch
{
    /// <summary>The value of <see cref="ToldFrom"/> if the next reply should notify the member.</summary>
    public const int ToTell = 0;

    /// <summary>The value of <see cref="ToldFrom"/> after the member stopped watching.</summary>
    public const int Stopped = -1;

    /// <summary>The member.</summary>
    public required int MemberId { get; init; }

    /// <summary>The thread.</summary>
    public required int ThreadId { get; init; }

    /// <summary>
    /// The first reply that the member has been notified of and hasn't read; otherwise <see cref="ToTell"/> or
    /// <see cref="Stopped"/>. The next reply skips members already notified, however many there are.
    /// </summary>
    public int ToldFrom { get; set; }

    /// <summary>When it started.</summary>
    public required DateTimeOffset Since { get; set; }
}

/// <summary>A member watches a board for new threads.</summary>
public sealed class BoardWatch
{
    /// <summary>The member.</summary>
    public required int MemberId { get; init; }

    /// <summary>The board.</summary>
    public required int BoardId { get; init; }

    /// <summary>When it started.</summary>
    public required DateTimeOffset Since { get; init; }
}

internal sealed class ThreadWatchMapping : IEntityTypeConfiguration<ThreadWatch>
{
    public void Configure(EntityTypeBuilder<ThreadWatch> builder)
    {
        builder.ToTable("ThreadWatches");
        builder.HasKey(watch => new { watch.MemberId, watch.ThreadId });
        builder.HasOne<Member>().WithMany().HasForeignKey(watch => watch.MemberId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<ForumThread>().WithMany().HasForeignKey(watch => watch.ThreadId).OnDelete(DeleteBehavior.Cascade);

        // A reply reads exactly the members to notify.
        builder.HasIndex(watch => new { watch.ThreadId, watch.ToldFrom });
    }
}

internal sealed class BoardWatchMapping : IEntityTypeConfiguration<BoardWatch>
{
    public void Configure(EntityTypeBuilder<BoardWatch> builder)
    {
        builder.ToTable("BoardWatches");
        builder.HasKey(watch => new { watch.MemberId, watch.BoardId });
        builder.HasOne<Member>().WithMany().HasForeignKey(watch => watch.MemberId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<Board>().WithMany().HasForeignKey(watch => watch.BoardId).OnDelete(DeleteBehavior.Cascade);
    }
}
