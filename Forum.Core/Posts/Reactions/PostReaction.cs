using Forum.Core.Access;
using Forum.Core.Data;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Forum.Core.Posts.Reactions;

/// <summary>The kinds of reactions. Stored as a number: never renumber the values.</summary>
public enum ReactionKind
{
    /// <summary>Like.</summary>
    Like = 1,

    /// <summary>Love.</summary>
    Love = 2,

    /// <summary>Laugh.</summary>
    Laugh = 3,

    /// <summary>Surprise.</summary>
    Surprise = 4,

    /// <summary>Thanks.</summary>
    Thanks = 5,
}

/// <summary>A member's reaction to a post. At most one per member and post.</summary>
public sealed class PostReaction
{
    /// <summary>The post.</summary>
    public required long PostId { get; init; }

    /// <summary>The member who reacted.</summary>
    public required int MemberId { get; init; }

    /// <summary>The kind.</summary>
    public required ReactionKind Kind { get; set; }

    /// <summary>When it was added or changed.</summary>
    public required DateTimeOffset At { get; set; }
}

internal sealed class PostReactionMapping()
    : PairMapping<PostReaction, Post, Member>("PostReactions", nameof(PostReaction.PostId), nameof(PostReaction.MemberId))
{
    public override void Configure(EntityTypeBuilder<PostReaction> builder)
    {
        base.Configure(builder);

        // To count and list by kind; and to take reactions back in post order when a member is deleted.
        builder.HasIndex(reaction => new { reaction.PostId, reaction.Kind, reaction.At });
        builder.HasIndex(reaction => new { reaction.MemberId, reaction.PostId });
    }
}
