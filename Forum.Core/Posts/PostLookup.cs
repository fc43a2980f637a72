using Forum.Core.Access;
using Forum.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace Forum.Core.Posts;

/// <summary>Finds a post with its thread and board for an act, if the viewer can see it.</summary>
internal static class PostLookup
{
    public static async Task<Outcome<(Actor Actor, Post Post)>> FindAsync(
        WriteScope scope, Viewer viewer, long postId, CancellationToken cancellation)
    {
        var actor = await MemberDirectory.CurrentAsync(scope.Db, viewer);
        if (actor.RefusalToAct is { } held)
            return held;
        var post = await scope.Db.Posts
            .Include(post => post.Thread!).ThenInclude(thread => thread.Board!).ThenInclude(board => board.Category)
            .FirstOrDefaultAsync(post => post.Id == postId, cancellation);
        if (post is null || post.Thread!.Board!.ReadRole > actor.Role || (post.Thread.IsRemoved && !actor.IsModerator))
            return Refusal.NotFound;
        if (!actor.IsMember)
            return Refusal.SignInFirst;
        if (actor.IsModerator)
            return (actor, post);
        if (post.Thread.Board.ArchivedAt is not null || post.Thread.Board.Category!.ArchivedAt is not null)
            return new Refusal("This board is archived. It's read-only.");
        return post.Thread.LockedAt is null ? (actor, post) : new Refusal("This thread is locked. You can't edit posts in it.");
    }
}
