using Forum.Core.Access;
using Forum.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace Forum.Core.Posts.Reactions;

/// <summary>The reactions to a post, for the page that lists them.</summary>
/// <param name="Mine">The viewer's own; null for none.</param>
/// <param name="Names">The members' names by kind, oldest first; up to <see cref="PostReactions.MaxNames"/>.</param>
public sealed record ReactionsView(ReactionKind? Mine, IReadOnlyList<(ReactionKind Kind, string Name)> Names);

/// <summary>Reads who has reacted to a post. The caller has checked access to the post.</summary>
public sealed class PostReactions(IDbContextFactory<ForumDb> databases)
{
    /// <summary>The maximum number of names returned.</summary>
    public const int MaxNames = 100;

    /// <summary>The reactions to a post.</summary>
    public async Task<ReactionsView> FindAsync(Viewer viewer, long postId, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(viewer);
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var mine = viewer.MemberId is not { } id ? null : await db.PostReactions.Where(reaction => reaction.PostId == postId && reaction.MemberId == id)
            .Select(reaction => (ReactionKind?)reaction.Kind).FirstOrDefaultAsync(cancellation);
        var names = await db.PostReactions.Where(reaction => reaction.PostId == postId)
            .OrderBy(reaction => reaction.Kind).ThenBy(reaction => reaction.At).Take(MaxNames)
            .Select(reaction => new { reaction.Kind, Name = db.Users.Where(member => member.Id == reaction.MemberId).Select(member => member.UserName!).First() })
            .ToListAsync(cancellation);
        return new ReactionsView(mine, [.. names.Select(name => (name.Kind, name.Name))]);
    }
}
