using Forum.Core.Access;
using Forum.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace Forum.Core.Posts.Reactions;

/// <summary>
/// Reacts to another member's post. The same kind again takes the reaction back; a different kind replaces it. Updates
/// the counters of the post and its author.
/// </summary>
[ReliesOnSingleWriter("computes a post's reactions from their rows")]
public sealed class ReactToPost(ForumWriter writer, RateLimits limits)
{
    internal static readonly RateLimit Limit = new(
        "ReactionsPerMinute", 30, TimeSpan.FromMinutes(1), "reactions, per member", new Refusal("You're reacting too fast. Wait a minute."));

    /// <summary>Adds, replaces or takes back a reaction.</summary>
    /// <returns>The post's location, or a refusal.</returns>
    public Task<Outcome<PostPlace>> RunAsync(Viewer viewer, long postId, ReactionKind kind, CancellationToken cancellation = default) =>
        writer.WriteAsync<PostPlace>(
            async scope =>
            {
                var found = await PostLookup.FindAsync(scope, viewer, postId, cancellation);
                if (!found.IsDone)
                    return found.Refusal!;
                var (actor, post) = found.Value;
                var memberId = actor.MemberId!.Value;
                var earlier = await scope.Db.PostReactions.FirstOrDefaultAsync(reaction => reaction.PostId == postId && reaction.MemberId == memberId, cancellation);

                // A member can always take back their own reaction.
                if (earlier?.Kind != kind && await RefusalAsync(scope.Db, actor, post, kind, cancellation) is { } refusal)
                    return refusal;
                if (limits.Count(Limit, viewer.LimitKey) is { } tooQuick)
                    return tooQuick;
                var change = earlier is null ? 1 : earlier.Kind == kind ? -1 : 0;
                var since = earlier?.At ?? scope.Now;
                if (earlier is null)
                    scope.Db.PostReactions.Add(new PostReaction { PostId = postId, MemberId = memberId, Kind = kind, At = scope.Now });
                else if (earlier.Kind == kind)
                    scope.Db.PostReactions.Remove(earlier);
                else
                    (earlier.Kind, earlier.At) = (kind, scope.Now);
                await scope.Db.SaveChangesAsync(cancellation);
                await CountAsync(scope, post, change, since, cancellation);
                await scope.RaiseFactAsync(new PostReacted(actor, post, change), cancellation);
                return new PostPlace(post.ThreadId, post.Thread!.Slug, post.Number);
            },
            cancellation);

    /// <summary>Recounts the reactions to a post after one was saved, in the transaction of an act.</summary>
    /// <param name="post">The post, with its thread.</param>
    /// <param name="change">The change in the number of reactions.</param>
    /// <param name="at">When the reaction was added.</param>
    internal static async Task CountAsync(WriteScope scope, Post post, int change, DateTimeOffset at, CancellationToken cancellation)
    {
        var counts = await scope.Db.PostReactions.Where(reaction => reaction.PostId == post.Id)
            .GroupBy(reaction => reaction.Kind).Select(group => new { group.Key, Count = group.Count() }).ToListAsync(cancellation);
        post.Reactions = ReactionCounts.Format(counts.Select(count => (count.Key, count.Count)));
        await scope.Db.SaveChangesAsync(cancellation);
        if (change != 0)
        {
            await PublicCounters.ReactionAsync(scope.Db, post, change, cancellation);
            await Counters.ActivityAsync(scope.Db, post.ThreadId, at, 0, change, cancellation);
        }

        scope.Raise(new PostChanged(post.Thread!.BoardId, await PostViews.OneAsync(scope.Db, post.Id)));
    }

    private static async Task<Refusal?> RefusalAsync(ForumDb db, Actor actor, Post post, ReactionKind kind, CancellationToken cancellation)
    {
        if (!Enum.IsDefined(kind))
            return new Refusal("Choose an option from the list.");
        if (post.RemovedAt is not null)
            return new Refusal("This post has been removed.");
        if (actor.Is(post.AuthorId))
            return new Refusal("You can't react to your own post.");
        return await db.MemberBlocks.AnyAsync(block => block.MemberId == post.AuthorId && block.BlockedId == actor.MemberId, cancellation)
            ? Refusal.NotAllowed
            : null;
    }
}
