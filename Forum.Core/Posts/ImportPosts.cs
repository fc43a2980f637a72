using Forum.Core.Access;
using Forum.Core.Data;
using Forum.Core.Live;
using Forum.Core.Markdown;
using Forum.Core.Members;
using Forum.Core.Text;
using Forum.Core.Threads;
using Microsoft.EntityFrameworkCore;

namespace Forum.Core.Posts;

/// <summary>A thread to import. Its first post opens it; later batches may continue it.</summary>
/// <param name="title">The title as typed.</param>
public sealed class ImportedThread(int boardId, string title)
{
    /// <summary>The board.</summary>
    public int BoardId { get; } = boardId;

    /// <summary>The title as stored.</summary>
    public string Title { get; } = WritingRules.CleanTitle(title);

    /// <summary>The number of views so far.</summary>
    public int ViewCount { get; init; }

    /// <summary>Whether it's pinned above the others.</summary>
    public bool IsPinned { get; init; }

    /// <summary>When it was locked, so that only moderators can reply; null if it's open.</summary>
    public DateTimeOffset? LockedAt { get; init; }

    /// <summary>The thread's ID, once a batch with its first post is committed; 0 until then.</summary>
    public int Id { get; internal set; }

    // As of the last committed batch.
    internal int LastNumber { get; set; }

    internal int? AuthorId { get; set; }

    internal string RecentPosters { get; set; } = "";
}

/// <summary>A post to import.</summary>
/// <param name="AuthorId">The author; null for a guest.</param>
/// <param name="Text">The text as typed.</param>
public sealed record ImportedPost(ImportedThread Thread, int? AuthorId, DateTimeOffset CreatedAt, string Text)
{
    internal Guid SubmissionId { get; } = Guid.NewGuid();
}

/// <summary>A rendered batch, ready to be written.</summary>
public sealed class RenderedPosts
{
    internal RenderedPosts(IReadOnlyList<(ImportedPost Post, string Text, string Html)> posts) => Posts = posts;

    /// <summary>The number of posts.</summary>
    public int Count => Posts.Count;

    internal IReadOnlyList<(ImportedPost Post, string Text, string Html)> Posts { get; }
}

/// <summary>
/// Imports threads and posts in batches: rendered and counted as if they had been posted here, without permission
/// checks. For the command line, never for a page. Refuses what no member could have written.
/// </summary>
[ReliesOnSingleWriter("computes numbers from those of the batch before")]
public sealed class ImportPosts(ForumWriter writer, PostText texts)
{
    /// <summary>
    /// Renders a batch on all processors. A batch can be rendered while the previous one is being written.
    /// </summary>
    /// <param name="posts">The posts in chronological order, so that numbers follow times.</param>
    /// <returns>The input for <see cref="WriteAsync"/>, or a refusal.</returns>
    public async Task<Outcome<RenderedPosts>> RenderAsync(IReadOnlyList<ImportedPost> posts, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(posts);
        var cleaned = new List<(string Text, Guid SubmissionId)>(posts.Count);
        foreach (var post in posts)
        {
            var text = WritingRules.Clean(post.Text);
            if ((WritingRules.CheckTitle(post.Thread.Title) ?? WritingRules.CheckText(text, Post.MaxLength)) is { } refusal)
                return refusal;
            cleaned.Add((text, post.SubmissionId));
        }

        var html = await texts.RenderManyAsync(cleaned, cancellation);
        if (html.Select(WritingRules.CheckShown).FirstOrDefault(static refusal => refusal is not null) is { } empty)
            return empty;
        return new RenderedPosts([.. posts.Select((post, i) => (post, cleaned[i].Text, html[i]))]);
    }

    /// <summary>Writes a batch in one transaction.</summary>
    /// <param name="batch">The result of <see cref="RenderAsync"/>.</param>
    public async Task<Outcome<Done>> WriteAsync(RenderedPosts batch, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(batch);
        var threads = new Dictionary<ImportedThread, Progress>();
        var outcome = await writer.WriteAsync<Done>(
            async scope =>
            {
                await AddAsync(scope, batch, threads, cancellation);
                scope.Raise(new PostsImported());
                return default(Done);
            },
            cancellation);

        // Only what's committed counts: after a failure the same batch can be written again.
        foreach (var (thread, progress) in threads)
            (thread.Id, thread.LastNumber, thread.AuthorId, thread.RecentPosters) = (progress.ThreadId, progress.LastNumber, progress.AuthorId, progress.RecentPosters);
        return outcome;
    }

    private async Task AddAsync(WriteScope scope, RenderedPosts batch, Dictionary<ImportedThread, Progress> threads, CancellationToken cancellation)
    {
        var db = scope.Db;
        foreach (var (post, text, _) in batch.Posts)
        {
            if (!threads.ContainsKey(post.Thread))
                threads[post.Thread] = new Progress(post.Thread, post.Thread.LastNumber == 0 ? db.Threads.Add(Begin(post, text)).Entity : null);
        }

        // The posts need their threads' keys.
        await db.SaveChangesAsync(cancellation);
        var rows = new List<Post>(batch.Count);
        var growth = new NewPostCounters();
        foreach (var (post, text, html) in batch.Posts)
        {
            var progress = threads[post.Thread];
            var row = Row(post, progress.ThreadId, ++progress.LastNumber, text, html);
            rows.Add(row);
            if (row.Number == 1)
                growth.AddThread(progress.Begun!);
            else
                progress.RecentPosters = growth.AddReply(row, post.Thread.BoardId, progress.AuthorId, progress.RecentPosters);
        }

        await BulkInsert.InsertAsync(db, rows, cancellation);
        await growth.CountAsync(db, cancellation);
        await scope.RaiseFactAsync(new PostsWritten(null, Written(rows, batch.Posts, await db.Posts.MaxAsync(post => post.Id, cancellation))), cancellation);

        // Imported posts may be older than existing ones.
        foreach (var boardId in growth.BoardIds)
            await Counters.FindLastThreadAsync(db, boardId, cancellation);
    }

    // The generated keys are consecutive up to the highest: no one else writes in the meantime.
    private static WrittenPost[] Written(List<Post> rows, IReadOnlyList<(ImportedPost Post, string Text, string Html)> posts, long lastId) =>
    [
        .. rows.Select((row, i) => new WrittenPost(
            lastId - rows.Count + 1 + i, row.ThreadId, row.Number, posts[i].Post.Thread.Title, posts[i].Post.Thread.BoardId, Role.Guest, row.Markdown, row.Html, row.AuthorId)),
    ];

    private ForumThread Begin(ImportedPost post, string text)
    {
        var excerpt = texts.Excerpt(text, ForumThread.MaxExcerptLength);
        var thread = StartThread.NewRow(post.Thread.BoardId, post.Thread.Title, excerpt, post.AuthorId, post.CreatedAt);
        thread.ViewCount = post.Thread.ViewCount;
        thread.IsPinned = post.Thread.IsPinned;
        thread.LockedAt = post.Thread.LockedAt;
        return thread;
    }

    private static Post Row(ImportedPost post, int threadId, int number, string text, string html) => new()
    {
        ThreadId = threadId,
        Number = number,
        AuthorId = post.AuthorId,
        CreatedAt = post.CreatedAt,
        Markdown = text,
        Html = html,
        RendererVersion = ForumMarkdown.Version,
        SubmissionId = post.SubmissionId,
    };

    // A thread within a batch.
    private sealed class Progress(ImportedThread thread, ForumThread? begun)
    {
        public ForumThread? Begun => begun;

        public int ThreadId => begun?.Id ?? thread.Id;

        public int? AuthorId => begun is null ? thread.AuthorId : begun.AuthorId;

        public int LastNumber { get; set; } = thread.LastNumber;

        public string RecentPosters { get; set; } = thread.RecentPosters;
    }
}

/// <summary>Posts were imported.</summary>
public sealed record PostsImported : ForumEvent
{
    /// <inheritdoc />
    public override bool ChangesEveryPage => true;
}
