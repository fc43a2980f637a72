using Forum.Core.Access;
using Microsoft.EntityFrameworkCore;
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

internal sealed class ViewedThreadMapping : IEntityTypeConfiguration<ViewedThread>
{
    public void Configure(EntityTypeBuilder<ViewedThread> builder)
    {
        builder.ToTable("ViewedThreads");
        builder.HasKey(viewed => new { viewed.MemberId, viewed.ThreadId });
        builder.HasOne<Member>().WithMany().HasForeignKey(viewed => viewed.MemberId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<ForumThread>().WithMany().HasForeignKey(viewed => viewed.ThreadId).OnDelete(DeleteBehavior.Cascade);
        builder.HasIndex(viewed => new { viewed.MemberId, viewed.ViewedAt });
    }
}
