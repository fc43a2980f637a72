using Forum.Core.Data;
using Forum.Core.Threads;
using Microsoft.EntityFrameworkCore;

namespace Forum.Core.Posts;

/// <summary>
/// What new posts add to the counters of their threads, boards and authors. An act brings one post and an import a thousand; both
/// are counted here, so that they cannot count differently. Posts of a thread are brought in the order of their numbers.
/// </summary>
internal sealed class PostGrowth
{
    private readonly Dictionary<int, (int Added, Post Last)> _threads = [];
    private readonly Dictionary<int, (int Threads, int Posts, int LastThreadId)> _boards = [];
    private readonly Dictionary<int, int> _members = [];

    /// <summary>The boards whose counters change.</summary>
    public IReadOnlyCollection<int> BoardIds => _boards.Keys;

    /// <summary>A thread that is saved, with its opening post: the thread's own counters already count that one.</summary>
    public PostGrowth AddThread(ForumThread thread)
    {
        AddToBoard(thread.BoardId, thread.Id, threads: 1);
        AddToMember(thread.AuthorId);
        return this;
    }

    /// <summary>A reply that is saved.</summary>
    public PostGrowth AddReply(Post post, int boardId)
    {
        _threads[post.ThreadId] = (_threads.GetValueOrDefault(post.ThreadId).Added + 1, post);
        AddToBoard(boardId, post.ThreadId, threads: 0);
        AddToMember(post.AuthorId);
        return this;
    }

    /// <summary>Writes all of it, in the transaction that the context has open.</summary>
    public async Task CountAsync(ForumDb db, CancellationToken cancellation)
    {
        foreach (var (threadId, (added, last)) in _threads)
        {
            await db.Threads.Where(thread => thread.Id == threadId).ExecuteUpdateAsync(
                set => set.SetProperty(thread => thread.LastNumber, last.Number)
                    .SetProperty(thread => thread.PostCount, thread => thread.PostCount + added)
                    .SetProperty(thread => thread.LastPostAt, last.CreatedAt)
                    .SetProperty(thread => thread.LastPosterId, last.AuthorId),
                cancellation);
        }

        foreach (var (boardId, (threads, posts, lastThreadId)) in _boards)
        {
            await db.Boards.Where(board => board.Id == boardId).ExecuteUpdateAsync(
                set => set.SetProperty(board => board.ThreadCount, board => board.ThreadCount + threads)
                    .SetProperty(board => board.PostCount, board => board.PostCount + posts)
                    .SetProperty(board => board.LastThreadId, lastThreadId),
                cancellation);
        }

        foreach (var (memberId, posts) in _members)
        {
            await db.Users.Where(member => member.Id == memberId).ExecuteUpdateAsync(
                set => set.SetProperty(member => member.PostCount, member => member.PostCount + posts), cancellation);
        }
    }

    private void AddToBoard(int boardId, int threadId, int threads)
    {
        var before = _boards.GetValueOrDefault(boardId);
        _boards[boardId] = (before.Threads + threads, before.Posts + 1, threadId);
    }

    private void AddToMember(int? memberId)
    {
        if (memberId is { } id)
            _members[id] = _members.GetValueOrDefault(id) + 1;
    }
}
