using Forum.Core.Access;
using Forum.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace Forum.Core.Posts.Reactions;

/// <summary>Exports a member's reactions, and takes them back in any case: they say who the member was.</summary>
public sealed class ReactionMemberData : IMemberData, IMemberContent
{
    private const int RemovedAtOnce = 50;

    /// <inheritdoc />
    public IReadOnlyCollection<Type> Tables { get; } = [typeof(PostReaction)];

    /// <inheritdoc />
    public IReadOnlyList<string> Files => ["`reactions.json`: your reactions to posts."];

    /// <inheritdoc />
    public bool AlwaysGoes => true;

    /// <inheritdoc />
    public async Task ExportAsync(MemberExport export, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(export);
        var reactions = await export.Db.PostReactions.Where(reaction => reaction.MemberId == export.MemberId)
            .Select(reaction => new { reaction.PostId, Kind = reaction.Kind.ToString(), reaction.At }).ToListAsync(cancellation);
        await export.AddJsonAsync("reactions.json", reactions, cancellation);
    }

    /// <inheritdoc />
    public async Task<long?> RemoveNextAsync(WriteScope scope, int memberId, long after, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(scope);
        var reactions = await scope.Db.PostReactions.Where(reaction => reaction.MemberId == memberId && reaction.PostId > after)
            .OrderBy(reaction => reaction.PostId).Take(RemovedAtOnce).ToListAsync(cancellation);
        foreach (var reaction in reactions)
        {
            scope.Db.PostReactions.Remove(reaction);
            await scope.Db.SaveChangesAsync(cancellation);
            var post = await scope.Db.Posts.Include(post => post.Thread).FirstAsync(post => post.Id == reaction.PostId, cancellation);
            await ReactToPost.CountAsync(scope, post, -1, reaction.At, cancellation);
        }

        return reactions.Count == 0 ? null : reactions[^1].PostId;
    }
}
