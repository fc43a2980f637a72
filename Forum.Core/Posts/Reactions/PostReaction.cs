using Forum.Core.Accounts;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Forum.Core.Posts.Reactions;

/// <summary>What someone thinks of a post, without a word. Stored as a number: never renumber the values.</summary>
public enum ReactionKind
{
    /// <summary>Likes it.</summary>
    Like = 1,

    /// <summary>Loves it.</summary>
    Love = 2,

    /// <summary>Laughs.</summary>
    Laugh = 3,

    /// <summary>Is surprised.</summary>
    Surprise = 4,

    /// <summary>Says thanks.</summary>
    Thanks = 5,
}

/// <summary>A member's reaction to a post. A member has one to each post at most.</summary>
public sealed class PostReaction
{
    /// <summary>The post.</summary>
    public required long PostId { get; init; }

    /// <summary>Who reacts.</summary>
    public required int MemberId { get; init; }

    /// <summary>How.</summary>
    public required ReactionKind Kind { get; set; }

    /// <summary>When.</summary>
    public required DateTimeOffset At { get; set; }
}

internal sealed class PostReactionMapping : IEntityTypeConfiguration<PostReaction>
{
    public void Configure(EntityTypeBuilder<PostReaction> builder)
    {
        builder.ToTable("PostReactions");
        builder.HasKey(reaction => new { reaction.PostId, reaction.MemberId });
        builder.HasOne<Post>().WithMany().HasForeignKey(reaction => reaction.PostId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<Member>().WithMany().HasForeignKey(reaction => reaction.MemberId).OnDelete(DeleteBehavior.Cascade);

        // Counted and listed by kind; taken back, when a member leaves, in the order of the posts.
        builder.HasIndex(reaction => new { reaction.PostId, reaction.Kind, reaction.At });
        builder.HasIndex(reaction => new { reaction.MemberId, reaction.PostId });
    }
}
