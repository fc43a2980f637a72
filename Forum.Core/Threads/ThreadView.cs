using Forum.Core.Access;
using Forum.Core.Boards;
using Forum.Core.Data;
using Forum.Core.Posts;

namespace Forum.Core.Threads;

/// <summary>A thread as shown in the header of its page; the same for every viewer who may see it.</summary>
public sealed record ThreadView : ThreadSummary
{
    /// <summary>The board's name.</summary>
    public required string BoardName { get; init; }

    /// <summary>The board's slug.</summary>
    public required string BoardSlug { get; init; }

    /// <summary>The board's color and icon.</summary>
    public required BoardLook BoardLook { get; init; }

    /// <summary>The author; null for a guest.</summary>
    public required int? AuthorId { get; init; }

    /// <summary>Who else replied last, as in <see cref="ForumThread.RecentPosters"/>.</summary>
    public required string RecentPosters { get; init; }

    /// <summary>Who may do what in the board.</summary>
    public required BoardAccess Access { get; init; }

    /// <summary>The number of the newest post, including removed ones.</summary>
    public required int LastNumber { get; init; }

    /// <summary>The number of the newest post that isn't removed; 0 if all are.</summary>
    public required int LastVisibleNumber { get; init; }

    /// <summary>The member who started it; null for a guest.</summary>
    public required ThreadParticipant? Starter { get; init; }

    /// <summary>Who writes in it: the member who started it, then the authors of the newest posts. Empty in acts.</summary>
    public ParticipantList Participants { get; init; } = ParticipantList.Empty;

    /// <summary>When it was started.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When the newest post that isn't removed was written.</summary>
    public required DateTimeOffset LastPostAt { get; init; }

    /// <summary>Whether it's removed; only moderators can see it then.</summary>
    public required bool IsRemoved { get; init; }

    /// <summary>Why it was removed.</summary>
    public required string? RemovedReason { get; init; }

    /// <summary>
    /// The number of pages; at least one. Only moderators see trailing pages with nothing but removed posts.
    /// </summary>
    public int PageCountFor(Viewer viewer)
    {
        ArgumentNullException.ThrowIfNull(viewer);
        return Post.PageOf(viewer.IsModerator ? LastNumber : Math.Max(1, LastVisibleNumber));
    }

    /// <summary>Why the person can't reply; null if they can.</summary>
    public Refusal? RefusalToReply(Person person)
    {
        ArgumentNullException.ThrowIfNull(person);
        if (Access.RefusalToReply(person) is { } refusal)
            return refusal;
        if (IsRemoved)
            return person.IsModerator ? new Refusal("This thread has been removed. Restore it before you reply.") : Refusal.NotFound;
        return IsLocked && !person.IsModerator ? new Refusal("This thread is locked. You can't reply to it.") : null;
    }
}
