using Forum.Core.Access;
using Forum.Core.Data;
using Forum.Core.Markdown;
using Forum.Core.Members;
using Forum.Core.Text;
using Forum.Core.Threads;


namespace Forum.Core.Posts;

/// <summary>A new reply.</summary>
/// <param name="Text">The text as typed: Markdown, up to <see cref="Post.MaxLength"/> characters.</param>
/// <param name="SubmissionId">Created when the form was opened; the same ID again returns the same post.</param>
public sealed record NewReply(int ThreadId, string? Text, Guid SubmissionId)
{
    /// <summary>
    /// Created by the sender, so that a resend is recognized. Empty counts as a new submission each time.
    /// </summary>
    public Guid SubmissionId { get; init; } = SubmissionId == Guid.Empty ? Guid.NewGuid() : SubmissionId;
}

/// <summary>
/// Posts a reply: the post and the counters of the thread, board and author, in one transaction.
/// Refuses empty and overlong texts, threads that the viewer can't see or reply to, and members who post too fast.
/// </summary>
[ReliesOnSingleWriter("computes the post's number from the last one")]
public sealed class PostReply(ForumWriter writer, PostText texts, PostRules rules, RateLimits limits)
{
    internal static readonly RateLimit Limit = new(
        "PostsPerMinute", 12, TimeSpan.FromMinutes(1), "threads and replies, per member or guest address",
        new Refusal("You're posting too fast. Wait a minute, then try again. Your text is saved."));

    /// <summary>Posts the reply.</summary>
    /// <returns>The reply as pages show it, or the earlier one if this is a resend; or a refusal.</returns>
    public async Task<Outcome<PostView>> RunAsync(Viewer viewer, NewReply reply, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(viewer);
        ArgumentNullException.ThrowIfNull(reply);
        var text = WritingRules.Clean(reply.Text);
        if (WritingRules.CheckText(text, Post.MaxLength) is { } refusal)
            return refusal;

        var prepared = await rules.PrepareAsync(viewer, new PostDraft(text, ThreadId: reply.ThreadId), cancellation);
        if (!prepared.IsDone)
            return prepared.Refusal!;
        var draft = prepared.Value;
        var html = await texts.RenderAsync(draft.Text, viewer.MemberId, reply.SubmissionId, cancellation);
        if (WritingRules.CheckShown(html) is { } empty)
            return empty;
        return await writer.WriteAsync<PostView>(scope => WriteAsync(scope, viewer, reply, draft, html, cancellation), cancellation);
    }

    private async Task<Outcome<PostView>> WriteAsync(
        WriteScope scope, Viewer viewer, NewReply reply, PostDraft draft, string html, CancellationToken cancellation)
    {
        if (await Submissions.FindAsync(scope.Db, viewer, reply.SubmissionId) is { } earlier)
            return earlier.IsDone ? await PostViews.OneAsync(scope.Db, earlier.Value.Id) : earlier.Refusal!;

        var actor = await MemberDirectory.CurrentAsync(scope.Db, viewer);
        if (actor.RefusalToAct is { } held)
            return held;
        var thread = await ThreadQueries.FindAsync(scope.Db, actor, reply.ThreadId);
        if (thread is null)
            return Refusal.NotFound;
        if (thread.RefusalToReply(actor) is { } refusal)
            return refusal;
        if (limits.Count(Limit, viewer.LimitKey) is { } tooQuick)
            return tooQuick;
        if (await rules.CheckAsync(scope, viewer, draft, cancellation) is { } unfit)
            return unfit;

        var post = new Post
        {
            ThreadId = thread.Id,
            Number = thread.LastNumber + 1,
            AuthorId = actor.MemberId,
            CreatedAt = scope.Now,
            Markdown = draft.Text,
            Html = html,
            RendererVersion = ForumMarkdown.Version,
            SubmissionId = reply.SubmissionId,
        };
        scope.Db.Posts.Add(post);
        await scope.Db.SaveChangesAsync(cancellation);
        await NewPostCounters.OfReply(post, thread).CountAsync(scope.Db, cancellation);
        var written = new WrittenPost(post.Id, thread.Id, post.Number, thread.Title, thread.BoardId, thread.Access.ReadRole, draft.Text, html, actor.MemberId);
        await scope.RaiseFactAsync(new PostsWritten(actor, [written]), cancellation);

        var view = await PostViews.OneAsync(scope.Db, post.Id);
        scope.Raise(new ReplyPosted(thread.BoardId, view));
        return view;
    }
}
