using Forum.Core.Access;
using Forum.Core.Boards;
using Forum.Core.Data;
using Forum.Core.Markdown;
using Forum.Core.Members;
using Forum.Core.Posts;
using Forum.Core.Text;
using Microsoft.EntityFrameworkCore;

namespace Forum.Core.Threads;

/// <summary>A new thread.</summary>
/// <param name="Title">The title, <see cref="ForumThread.MinTitleLength"/> to <see cref="ForumThread.MaxTitleLength"/>
/// characters of plain text.</param>
/// <param name="Text">The opening post as typed: Markdown, up to <see cref="Post.MaxLength"/> characters.</param>
/// <param name="SubmissionId">Created when the form was opened; the same ID again returns the same thread.</param>
public sealed record NewThread(int BoardId, string? Title, string? Text, Guid SubmissionId)
{
    /// <summary>
    /// Created by the sender, so that a resend is recognized. Empty counts as a new submission each time.
    /// </summary>
    public Guid SubmissionId { get; init; } = SubmissionId == Guid.Empty ? Guid.NewGuid() : SubmissionId;
}

/// <summary>The location of a thread.</summary>
/// <param name="Slug">The slug of the title.</param>
public sealed record ThreadPlace(int ThreadId, string Slug);

/// <summary>
/// Starts a thread with its opening post, in one transaction. Refuses titles and texts outside the limits, boards that
/// the viewer can't see or start threads in, and members who post too fast.
/// </summary>
[SafeBesideOthers("the unique index of submissions; the database adds")]
public sealed class StartThread(ForumWriter writer, PostText texts, PostRules rules, RateLimits limits)
{
    /// <summary>Starts the thread.</summary>
    /// <returns>The thread's location, or the earlier one's if this is a resend; or a refusal.</returns>
    public async Task<Outcome<ThreadPlace>> RunAsync(Viewer viewer, NewThread request, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(viewer);
        ArgumentNullException.ThrowIfNull(request);
        var title = WritingRules.CleanTitle(request.Title);
        var text = WritingRules.Clean(request.Text);
        if ((WritingRules.CheckTitle(title) ?? WritingRules.CheckText(text, Post.MaxLength)) is { } refusal)
            return refusal;

        var prepared = await rules.PrepareAsync(viewer, new PostDraft(text, title, BoardId: request.BoardId), cancellation);
        if (!prepared.IsDone)
            return prepared.Refusal!;
        var draft = prepared.Value;
        var html = await texts.RenderAsync(draft.Text, viewer.MemberId, request.SubmissionId, cancellation);
        if (WritingRules.CheckShown(html) is { } empty)
            return empty;
        return await writer.WriteAsync<ThreadPlace>(scope => WriteAsync(scope, viewer, request, draft, html, cancellation), cancellation);
    }

    private async Task<Outcome<ThreadPlace>> WriteAsync(
        WriteScope scope, Viewer viewer, NewThread request, PostDraft draft, string html, CancellationToken cancellation)
    {
        if (await Submissions.FindAsync(scope.Db, viewer, request.SubmissionId) is { } earlier)
        {
            return earlier.IsDone
                ? await scope.Db.Threads.Where(t => t.Id == earlier.Value.ThreadId).Select(t => new ThreadPlace(t.Id, t.Slug)).FirstAsync(cancellation)
                : earlier.Refusal!;
        }

        var actor = await MemberDirectory.CurrentAsync(scope.Db, viewer);
        if (actor.RefusalToAct is { } held)
            return held;
        var board = await BoardQueries.FindAsync(scope.Db, actor, request.BoardId);
        if (board is null)
            return Refusal.NotFound;
        if (board.Access.RefusalToStart(actor) is { } refusal)
            return refusal;
        if (limits.Count(PostReply.Limit, viewer.LimitKey) is { } tooQuick)
            return tooQuick;
        if (await rules.CheckAsync(scope, viewer, draft, cancellation) is { } unfit)
            return unfit;

        var title = draft.Title!;
        var thread = NewRow(board.Id, title, texts.Excerpt(draft.Text, ForumThread.MaxExcerptLength), actor.MemberId, scope.Now);
        scope.Db.Threads.Add(thread);
        var opening = scope.Db.Posts.Add(OpeningPost(thread, draft.Text, html, request.SubmissionId)).Entity;
        await scope.Db.SaveChangesAsync(cancellation);
        await new NewPostCounters().AddThread(thread).CountAsync(scope.Db, cancellation);
        var written = new WrittenPost(opening.Id, thread.Id, opening.Number, title, board.Id, board.Access.ReadRole, draft.Text, html, actor.MemberId);
        await scope.RaiseFactAsync(new PostsWritten(actor, [written]), cancellation);
        scope.Raise(new ThreadStarted(board.Id, thread.Id, actor.MemberId));
        return new ThreadPlace(thread.Id, thread.Slug);
    }

    internal static ForumThread NewRow(int boardId, string title, string excerpt, int? authorId, DateTimeOffset now) => new()
    {
        BoardId = boardId,
        Title = title,
        Slug = Slugs.From(title, "thread"),
        Excerpt = excerpt,
        AuthorId = authorId,
        CreatedAt = now,
        LastNumber = 1,
        PostCount = 1,
        LastPostAt = now,
        LastPosterId = authorId,
    };

    internal static Post OpeningPost(ForumThread thread, string text, string html, Guid submissionId) => new()
    {
        Thread = thread,
        Number = 1,
        AuthorId = thread.AuthorId,
        CreatedAt = thread.CreatedAt,
        Markdown = text,
        Html = html,
        RendererVersion = ForumMarkdown.Version,
        SubmissionId = submissionId,
    };
}
