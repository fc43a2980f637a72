using Forum.Core.Access;
using Forum.Core.Boards;
using Forum.Core.Data;
using Forum.Core.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Forum.Core.Threads;

/// <summary>A thread in a board. Post number 1 opens it; the others are replies.</summary>
public sealed class ForumThread
{
    /// <summary>The minimum length of a title, in characters as people see them.</summary>
    public const int MinTitleLength = 3;

    /// <summary>
    /// The maximum length of a title, in characters as people see them; in UTF-16 units,
    /// <see cref="ShownText.MaxUnits"/>.
    /// </summary>
    public const int MaxTitleLength = 120;

    /// <summary>The maximum length of <see cref="Excerpt"/>, in characters, with the ellipsis.</summary>
    public const int MaxExcerptLength = 180;

    /// <summary>The key.</summary>
    public int Id { get; init; }

    /// <summary>The board that it belongs to.</summary>
    public int BoardId { get; set; }

    /// <summary>The board that it belongs to.</summary>
    public Board? Board { get; set; }

    /// <summary>The title, as plain text.</summary>
    public required string Title { get; set; }

    /// <summary>The slug of the title. Not unique: threads are found by ID.</summary>
    public required string Slug { get; set; }

    /// <summary>The author; null for a guest.</summary>
    public int? AuthorId { get; init; }

    /// <summary>The author.</summary>
    public Member? Author { get; init; }

    /// <summary>When it was started.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>The number of the newest post, including removed ones: numbers have no gaps and never change.</summary>
    public int LastNumber { get; set; }

    /// <summary>
    /// The number of posts that aren't removed, including the opening one. Updated in the transaction of each change.
    /// </summary>
    public int PostCount { get; set; }

    /// <summary>When the newest post that isn't removed was written.</summary>
    public required DateTimeOffset LastPostAt { get; set; }

    /// <summary>The author of the newest post that isn't removed; null for a guest.</summary>
    public int? LastPosterId { get; set; }

    /// <summary>The author of the newest post that isn't removed.</summary>
    public Member? LastPoster { get; set; }

    /// <summary>
    /// Who else replied last, as keys separated by commas, the newest first: without the author, at most
    /// <see cref="Participants.MaxRecent"/>. Updated in the transaction of each change.
    /// </summary>
    public string RecentPosters { get; set; } = "";

    /// <summary>The beginning of the opening post as plain text, up to <see cref="MaxExcerptLength"/> characters.</summary>
    public string Excerpt { get; set; } = "";

    /// <summary>The number of views. Written in batches.</summary>
    public int ViewCount { get; set; }

    /// <summary>Whether it's pinned above the others.</summary>
    public bool IsPinned { get; set; }

    /// <summary>When it was locked, so that only moderators can reply; null if it's open.</summary>
    public DateTimeOffset? LockedAt { get; set; }

    /// <summary>
    /// Whether it was removed. A separate column besides <see cref="RemovedAt"/>, for the index that board pages use.
    /// </summary>
    public bool IsRemoved { get; private set; }

    /// <summary>When it was removed; null if it wasn't.</summary>
    public DateTimeOffset? RemovedAt { get; private set; }

    /// <summary>Who removed it.</summary>
    public int? RemovedById { get; private set; }

    /// <summary>Why it was removed, in plain text.</summary>
    public string? RemovedReason { get; private set; }

    internal void Remove(DateTimeOffset now, int? byMemberId, string? reason)
    {
        IsRemoved = true;
        RemovedAt = now;
        RemovedById = byMemberId;
        RemovedReason = reason;
    }

    internal void Restore()
    {
        IsRemoved = false;
        RemovedAt = null;
        RemovedById = null;
        RemovedReason = null;
    }
}

/// <summary>How far a member has read a thread. Written in batches.</summary>
public sealed class ThreadRead
{
    /// <summary>The member.</summary>
    public int MemberId { get; init; }

    /// <summary>The thread.</summary>
    public int ThreadId { get; init; }

    /// <summary>The highest post number that the member has had on a page.</summary>
    public int LastNumber { get; set; }
}

internal sealed class ForumThreadMapping : IEntityTypeConfiguration<ForumThread>
{
    public void Configure(EntityTypeBuilder<ForumThread> builder)
    {
        builder.ToTable("Threads");
        builder.Property(thread => thread.Title).HasMaxLength(ShownText.MaxUnits);
        builder.Property(thread => thread.Slug).HasMaxLength(ForumThread.MaxTitleLength);
        builder.Property(thread => thread.RecentPosters).HasMaxLength(Participants.MaxLength);
        builder.Property(thread => thread.Excerpt).HasMaxLength(ForumThread.MaxExcerptLength * 2);
        builder.HasOne(thread => thread.Board).WithMany().HasForeignKey(thread => thread.BoardId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne(thread => thread.Author).WithMany().HasForeignKey(thread => thread.AuthorId).OnDelete(DeleteBehavior.SetNull);
        builder.HasOne(thread => thread.LastPoster).WithMany().HasForeignKey(thread => thread.LastPosterId).OnDelete(DeleteBehavior.SetNull);

        // A board page reads twenty IDs from this index alone, in this order; read backwards, it yields pinned threads
        // first, then the newest activity.
        builder.HasIndex(thread => new { thread.BoardId, thread.IsRemoved, thread.IsPinned, thread.LastPostAt });

        // The newest threads across boards.
        builder.HasIndex(thread => new { thread.IsRemoved, thread.LastPostAt });
    }
}

internal sealed class ThreadReadMapping()
    : PairMapping<ThreadRead, Member, ForumThread>("ThreadReads", nameof(ThreadRead.MemberId), nameof(ThreadRead.ThreadId));
