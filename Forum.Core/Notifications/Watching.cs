using Forum.Core.Accounts;
using Forum.Core.Boards;
using Forum.Core.Threads;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Forum.Core.Notifications;

/// <summary>
/// A member watches a thread, or has stopped: that is remembered, so that a reply of their own does not begin it again.
/// </summary>
public sealed class ThreadWatch
{
    /// <summary>The value of <see cref="ToldFrom"/> with which the next reply is to be told.</summary>
    public const int ToTell = 0;

    /// <summary>The value of <see cref="ToldFrom"/> of anyone who has stopped watching.</summary>
    public const int Stopped = -1;

    /// <summary>The member.</summary>
    public required int MemberId { get; init; }

    /// <summary>The thread.</summary>
    public required int ThreadId { get; init; }

    /// <summary>
    /// From which post on the member has been told of replies and has not read them; <see cref="ToTell"/> or
    /// <see cref="Stopped"/> else. Anyone who has been told is not looked at by the next reply, however many there are.
    /// </summary>
    public int ToldFrom { get; set; }

    /// <summary>Since when.</summary>
    public required DateTimeOffset Since { get; set; }
}

/// <summary>A member watches a board: its new threads.</summary>
public sealed class BoardWatch
{
    /// <summary>The member.</summary>
    public required int MemberId { get; init; }

    /// <summary>The board.</summary>
    public required int BoardId { get; init; }

    /// <summary>Since when.</summary>
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

        // A reply finds those who are to be told, and only them.
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
