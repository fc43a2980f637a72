using Forum.Core.Access;
using Forum.Core.Boards;
using Forum.Core.Data;
using Forum.Core.Threads;
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

internal sealed class ThreadWatchMapping()
    : PairMapping<ThreadWatch, Member, ForumThread>("ThreadWatches", nameof(ThreadWatch.MemberId), nameof(ThreadWatch.ThreadId))
{
    public override void Configure(EntityTypeBuilder<ThreadWatch> builder)
    {
        base.Configure(builder);

        // A reply reads exactly the members to notify.
        builder.HasIndex(watch => new { watch.ThreadId, watch.ToldFrom });
    }
}

internal sealed class BoardWatchMapping()
    : PairMapping<BoardWatch, Member, Board>("BoardWatches", nameof(BoardWatch.MemberId), nameof(BoardWatch.BoardId));
