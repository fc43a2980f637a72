using Forum.Core.Access;
using Forum.Core.Data;
using Forum.Core.Posts.Reactions;
using Forum.Core.Threads;
using Microsoft.EntityFrameworkCore;

namespace Forum.Core.Posts;

/// <summary>
/// Updates the public numbers of a member: threads, posts and reactions received, as far as guests can read them. A
/// higher number would reveal how much someone writes where others can't look. <see cref="NewPostCounters"/> counts new
/// content.
/// </summary>
internal static class PublicCounters
{
    /// <summary>After a post was removed (-1) or restored (+1).</summary>
    public static async Task PostAsync(ForumDb db, Post post, ForumThread thread, int change, CancellationToken cancellation)
    {
        if (thread.IsRemoved)
            return;
        var reactions = ReactionCounts.Parse(post.Reactions).Sum(static count => count.Count) * change;
        await Author(db, post, thread).ExecuteUpdateAsync(
            set => set.SetProperty(member => member.PostCount, member => member.PostCount + change)
                .SetProperty(member => member.ReactionCount, member => member.ReactionCount + reactions),
            cancellation);
    }

    /// <summary>After a reaction was added (+1) or removed (-1). The post's thread is loaded.</summary>
    public static async Task ReactionAsync(ForumDb db, Post post, int change, CancellationToken cancellation)
    {
        if (post.RemovedAt is not null || post.Thread!.IsRemoved)
            return;
        await Author(db, post, post.Thread).ExecuteUpdateAsync(
            set => set.SetProperty(member => member.ReactionCount, member => member.ReactionCount + change), cancellation);
    }

    /// <summary>After a thread was removed (-1) or restored (+1).</summary>
    public static Task ThreadAsync(ForumDb db, int threadId, int change, CancellationToken cancellation) =>
        AddAsync(db, db.Threads.Where(thread => thread.Id == threadId && thread.Board!.ReadRole == Role.Guest), change, cancellation);

    /// <summary>After a board was opened to guests (+1) or closed to them (-1). Reads all posts of the board.</summary>
    public static Task BoardAsync(ForumDb db, int boardId, int change, CancellationToken cancellation) =>
        AddAsync(db, InBoard(db, boardId), change, cancellation);

    // "Removed" is a parameter: negated in SQL, it would prevent index use.
    private static IQueryable<ForumThread> InBoard(ForumDb db, int boardId, bool removed = false) =>
        db.Threads.Where(thread => thread.BoardId == boardId && thread.IsRemoved == removed);

    private static IQueryable<Member> Author(ForumDb db, Post post, ForumThread thread) => db.Users.Where(
        member => member.Id == post.AuthorId && db.Boards.Any(board => board.Id == thread.BoardId && board.ReadRole == Role.Guest));

    // One statement for all members, however many have posted there.
    private static Task<int> AddAsync(ForumDb db, IQueryable<ForumThread> threads, int change, CancellationToken cancellation)
    {
        var written = threads
            .Join(db.Posts, thread => thread.Id, post => post.ThreadId, (_, post) => new
            {
                post.AuthorId,
                Threads = post.Number == 1 ? 1 : 0,
                Posts = post.RemovedAt == null ? 1 : 0,
                Reactions = post.RemovedAt == null ? db.PostReactions.Count(reaction => reaction.PostId == post.Id) : 0,
            })
            .GroupBy(post => post.AuthorId)
            .Select(posts => new { MemberId = posts.Key, Threads = posts.Sum(post => post.Threads), Posts = posts.Sum(post => post.Posts), Reactions = posts.Sum(post => post.Reactions) });
        return db.Users
            .Join(written, member => member.Id, sums => sums.MemberId, (member, sums) => new { Member = member, Sums = sums })
            .ExecuteUpdateAsync(
                set => set.SetProperty(row => row.Member.ThreadCount, row => row.Member.ThreadCount + (row.Sums.Threads * change))
                    .SetProperty(row => row.Member.PostCount, row => row.Member.PostCount + (row.Sums.Posts * change))
                    .SetProperty(row => row.Member.ReactionCount, row => row.Member.ReactionCount + (row.Sums.Reactions * change)),
                cancellation);
    }
}
