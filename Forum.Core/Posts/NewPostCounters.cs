using Forum.Core.Access;
using Forum.Core.Data;
using Forum.Core.Threads;


namespace Forum.Core.Posts;

/// <summary>
/// What new posts add to the counters of their threads, boards and authors. An act adds one post and an import a
/// thousand; both are counted here, so that they can't differ. Pass posts of a thread in number order.
/// </summary>
internal sealed class NewPostCounters
{
    private readonly Dictionary<int, (int Added, Post Last, string RecentPosters)> _threads = [];
    private readonly Dictionary<(int ThreadId, int Day), int> _days = [];
    private readonly Dictionary<int, (int Threads, int Posts, int LastThreadId)> _boards = [];
    private readonly Dictionary<(int MemberId, int BoardId), (int Threads, int Posts)> _members = [];

    /// <summary>The boards whose counters change.</summary>
    public IReadOnlyCollection<int> BoardIds => _boards.Keys;

    /// <summary>What a single saved reply adds.</summary>
    /// <param name="thread">The thread before it.</param>
    public static NewPostCounters OfReply(Post post, ThreadView thread)
    {
        var counters = new NewPostCounters();
        counters.AddReply(post, thread.BoardId, thread.AuthorId, thread.RecentPosters);
        return counters;
    }

    /// <summary>Adds a saved thread with its opening post, which the thread's own counters already include.</summary>
    public NewPostCounters AddThread(ForumThread thread)
    {
        AddToBoard(thread.BoardId, thread.Id, threads: 1);
        AddToMember(thread.AuthorId, thread.BoardId, threads: 1);
        return this;
    }

    /// <summary>Adds a saved reply.</summary>
    /// <param name="threadAuthorId">The thread's author; null for a guest.</param>
    /// <param name="recentPosters">The thread's recent posters before this reply.</param>
    /// <returns>The thread's recent posters with it.</returns>
    public string AddReply(Post post, int boardId, int? threadAuthorId, string recentPosters)
    {
        var recent = Participants.Add(recentPosters, threadAuthorId, post.AuthorId);
        _threads[post.ThreadId] = (_threads.GetValueOrDefault(post.ThreadId).Added + 1, post, recent);
        var day = (post.ThreadId, ThreadDay.Of(post.CreatedAt));
        _days[day] = _days.GetValueOrDefault(day) + 1;
        AddToBoard(boardId, post.ThreadId, threads: 0);
        AddToMember(post.AuthorId, boardId, threads: 0);
        return recent;
    }

    /// <summary>
    /// Writes everything in the context's open transaction, in a single command: a reply's updates are sent as one.
    /// </summary>
    public async Task CountAsync(ForumDb db, CancellationToken cancellation)
    {
        var batch = new SqlBatch(db);
        foreach (var (threadId, (added, last, recent)) in _threads)
        {
            await batch.AddAsync(
                $"""
                UPDATE "Threads" SET "LastNumber" = {last.Number}, "PostCount" = "PostCount" + {added},
                    "LastPostAt" = {last.CreatedAt.UtcTicks}, "LastPosterId" = {last.AuthorId},
                    "RecentPosters" = {recent} WHERE "Id" = {threadId}
                """,
                cancellation);
        }

        foreach (var ((threadId, day), replies) in _days)
            await ThreadDay.AddAsync(batch, threadId, day, replies, 0, cancellation);

        foreach (var (boardId, (threads, posts, lastThreadId)) in _boards)
        {
            await batch.AddAsync(
                $"""
                UPDATE "Boards" SET "ThreadCount" = "ThreadCount" + {threads}, "PostCount" = "PostCount" + {posts},
                    "LastThreadId" = {lastThreadId} WHERE "Id" = {boardId}
                """,
                cancellation);
        }

        // Members' counters are public: they count what guests can read.
        foreach (var ((memberId, boardId), (threads, posts)) in _members)
        {
            await batch.AddAsync(
                $"""
                UPDATE "Members" SET "ThreadCount" = "ThreadCount" + {threads}, "PostCount" = "PostCount" + {posts} WHERE "Id" = {memberId}
                    AND EXISTS (SELECT 1 FROM "Boards" WHERE "Boards"."Id" = {boardId} AND "Boards"."ReadRole" = {(int)Role.Guest})
                """,
                cancellation);
        }

        await batch.SendAsync(cancellation);
    }

    private void AddToBoard(int boardId, int threadId, int threads)
    {
        var before = _boards.GetValueOrDefault(boardId);
        _boards[boardId] = (before.Threads + threads, before.Posts + 1, threadId);
    }

    private void AddToMember(int? memberId, int boardId, int threads)
    {
        if (memberId is not { } id)
            return;
        var before = _members.GetValueOrDefault((id, boardId));
        _members[(id, boardId)] = (before.Threads + threads, before.Posts + 1);
    }
}
