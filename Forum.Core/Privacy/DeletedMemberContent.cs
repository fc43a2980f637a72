using Forum.Core.Accounts.Registration;
using Forum.Core.Chat;
using Forum.Core.Data;
using Forum.Core.Posts;
using Forum.Core.Posts.Reactions;
using Microsoft.EntityFrameworkCore;

namespace Forum.Core.Privacy;

/// <summary>
/// Takes back the reactions of a member who is about to be deleted, and removes their content if the settings say so:
/// the text of posts and chat messages is deleted for good, and a tombstone keeps each post's place. Works in small
/// batches, so that the forum stays responsive.
/// </summary>
[ReliesOnSingleWriter("counts the posts and reactions that it has read")]
public sealed class DeletedMemberContent(IDbContextFactory<ForumDb> databases, ForumWriter writer)
{
    private const int BatchSize = 50;

    /// <summary>Removes what has to go.</summary>
    /// <param name="memberId">The member; nothing happens if the deletion isn't due.</param>
    public async Task RemoveAsync(int memberId, CancellationToken cancellation = default)
    {
        for (long? last = 0; last is { } after;)
            last = (await writer.WriteAsync<long?>(scope => TakeBackAsync(scope, memberId, after, cancellation), cancellation)).Value;
        await using (var db = await databases.CreateDbContextAsync(cancellation))
        {
            if ((await AccountPolicy.CurrentAsync(db, cancellation)).FormerPosts != FormerPosts.Go)
                return;
        }

        for (long? last = 0; last is { } after;)
            last = (await writer.WriteAsync<long?>(scope => RemovePostsAsync(scope, memberId, after, cancellation), cancellation)).Value;
        for (long? last = 0; last is { } after;)
            last = (await writer.WriteAsync<long?>(scope => RemoveMessagesAsync(scope, memberId, after, cancellation), cancellation)).Value;
    }

    // Reactions are removed in either case: they say who the member was.
    private static async Task<Outcome<long?>> TakeBackAsync(WriteScope scope, int memberId, long after, CancellationToken cancellation)
    {
        if (!await IsDueAsync(scope, memberId, cancellation))
            return (long?)null;
        var reactions = await scope.Db.PostReactions.Where(reaction => reaction.MemberId == memberId && reaction.PostId > after)
            .OrderBy(reaction => reaction.PostId).Take(BatchSize).ToListAsync(cancellation);
        foreach (var reaction in reactions)
        {
            scope.Db.PostReactions.Remove(reaction);
            await scope.Db.SaveChangesAsync(cancellation);
            var post = await scope.Db.Posts.Include(post => post.Thread).FirstAsync(post => post.Id == reaction.PostId, cancellation);
            await ReactToPost.CountAsync(scope, post, -1, cancellation);
        }

        return reactions.Count == 0 ? (long?)null : reactions[^1].PostId;
    }

    // Checked in each batch: the member may change their mind in the middle, and whatever is left then stays.
    private static Task<bool> IsDueAsync(WriteScope scope, int memberId, CancellationToken cancellation) =>
        scope.Db.Users.AnyAsync(member => member.Id == memberId && member.DeletionDueAt <= scope.Now, cancellation);

    private static async Task<Outcome<long?>> RemovePostsAsync(WriteScope scope, int memberId, long after, CancellationToken cancellation)
    {
        if (!await IsDueAsync(scope, memberId, cancellation))
            return (long?)null;
        var posts = await scope.Db.Posts.Include(post => post.Thread).Where(post => post.AuthorId == memberId && post.Id > after)
            .OrderBy(post => post.Id).Take(BatchSize).ToListAsync(cancellation);
        foreach (var post in posts)
        {
            var stood = post.RemovedAt is null;
            post.Empty(scope.Now);
            await scope.Db.SaveChangesAsync(cancellation);
            await scope.RaiseFactAsync(new PostVisibilityChanged(post), cancellation);
            if (stood)
                await Counters.PostVisibilityChangedAsync(scope.Db, post, post.Thread!, -1, cancellation);
            scope.Raise(new PostChanged(post.Thread!.BoardId, await PostViews.OneAsync(scope.Db, post.Id)) { ChangesVisibility = stood });
        }

        return posts.Count == 0 ? (long?)null : posts[^1].Id;
    }

    private static async Task<Outcome<long?>> RemoveMessagesAsync(WriteScope scope, int memberId, long after, CancellationToken cancellation)
    {
        if (!await IsDueAsync(scope, memberId, cancellation))
            return (long?)null;
        var messages = await scope.Db.ChatMessages.Where(message => message.AuthorId == memberId && message.Id > after)
            .OrderBy(message => message.Id).Take(BatchSize).ToListAsync(cancellation);
        foreach (var message in messages)
        {
            message.Empty(scope.Now);
            scope.Raise(new ChatMessageRemoved(message.RoomId, message.Id));
        }

        await scope.Db.SaveChangesAsync(cancellation);
        return messages.Count == 0 ? (long?)null : messages[^1].Id;
    }
}
