using Forum.Core.Accounts;
using Forum.Core.Boards;
using Forum.Core.Posts;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Forum.Core.Threads;

/// <summary>A conversation in a board. Post number 1 opens it; the others are replies.</summary>
public sealed class ForumThread
{
    /// <summary>The shortest title, in characters as people see them.</summary>
    public const int MinTitleLength = 3;

    /// <summary>The longest title, in characters as people see them; in UTF-16 units <see cref="ShownText.MaxUnits"/>.</summary>
    public const int MaxTitleLength = 120;

    /// <summary>The key.</summary>
    public int Id { get; init; }

    /// <summary>The board it stands in.</summary>
    public int BoardId { get; set; }

    /// <summary>The board it stands in.</summary>
    public Board? Board { get; set; }

    /// <summary>The title, as plain text.</summary>
    public required string Title { get; set; }

    /// <summary>The title as it stands in the address. Not unique: the id finds the thread.</summary>
    public required string Slug { get; set; }

    /// <summary>Who started it; null for a guest.</summary>
    public int? AuthorId { get; init; }

    /// <summary>Who started it.</summary>
    public Member? Author { get; init; }

    /// <summary>When it was started.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>The number of the newest post, removed ones included: numbers are dense and never change.</summary>
    public int LastNumber { get; set; }

    /// <summary>Posts that are not removed, the opening one included. Updated in the transaction of each change.</summary>
    public int PostCount { get; set; }

    /// <summary>When the newest post was written that is not removed.</summary>
    public required DateTimeOffset LastPostAt { get; set; }

    /// <summary>Who wrote the newest post that is not removed; null for a guest.</summary>
    public int? LastPosterId { get; set; }

    /// <summary>Who wrote the newest post that is not removed.</summary>
    public Member? LastPoster { get; set; }

    /// <summary>How often the thread was opened. Written in batches.</summary>
    public int ViewCount { get; set; }

    /// <summary>Whether it stands above the others.</summary>
    public bool IsPinned { get; set; }

    /// <summary>Since when no one but moderators may reply; null while it is open.</summary>
    public DateTimeOffset? LockedAt { get; set; }

    /// <summary>Whether it was removed. A column of its own beside <see cref="RemovedAt"/>, for the index that board pages read.</summary>
    public bool IsRemoved { get; private set; }

    /// <summary>When it was removed; null while it stands.</summary>
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

    /// <summary>The highest number that the member has had on a page.</summary>
    public int LastNumber { get; set; }
}

internal sealed class ForumThreadMapping : IEntityTypeConfiguration<ForumThread>
{
    public void Configure(EntityTypeBuilder<ForumThread> builder)
    {
        builder.ToTable("Threads");
        builder.Property(thread => thread.Title).HasMaxLength(ShownText.MaxUnits);
        builder.Property(thread => thread.Slug).HasMaxLength(ForumThread.MaxTitleLength);
        builder.HasOne(thread => thread.Board).WithMany().HasForeignKey(thread => thread.BoardId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne(thread => thread.Author).WithMany().HasForeignKey(thread => thread.AuthorId).OnDelete(DeleteBehavior.SetNull);
        builder.HasOne(thread => thread.LastPoster).WithMany().HasForeignKey(thread => thread.LastPosterId).OnDelete(DeleteBehavior.SetNull);

        // A board page reads twenty ids out of this alone, in this order; backwards gives pinned first, then the newest activity.
        builder.HasIndex(thread => new { thread.BoardId, thread.IsRemoved, thread.IsPinned, thread.LastPostAt });
    }
}

internal sealed class ThreadReadMapping : IEntityTypeConfiguration<ThreadRead>
{
    public void Configure(EntityTypeBuilder<ThreadRead> builder)
    {
        builder.ToTable("ThreadReads");
        builder.HasKey(read => new { read.MemberId, read.ThreadId });
        builder.HasOne<Member>().WithMany().HasForeignKey(read => read.MemberId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<ForumThread>().WithMany().HasForeignKey(read => read.ThreadId).OnDelete(DeleteBehavior.Cascade);
    }
}
