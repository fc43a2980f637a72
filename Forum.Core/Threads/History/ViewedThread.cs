using Forum.Core.Access;
using Forum.Core.Data;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Forum.Core.Threads.History;

/// <summary>A member's last view of a thread. Visible only to the member.</summary>
public sealed class ViewedThread
{
    /// <summary>The member.</summary>
    public int MemberId { get; init; }

    /// <summary>The thread.</summary>
    public int ThreadId { get; init; }

    /// <summary>When it was last viewed.</summary>
    public DateTimeOffset ViewedAt { get; set; }
}

internal sealed class ViewedThreadMapping()
    : PairMapping<ViewedThread, Member, ForumThread>("ViewedThreads", nameof(ViewedThread.MemberId), nameof(ViewedThread.ThreadId))
{
    public override void Configure(EntityTypeBuilder<ViewedThread> builder)
    {
        base.Configure(builder);
        builder.HasIndex(viewed => new { viewed.MemberId, viewed.ViewedAt });
    }
}
