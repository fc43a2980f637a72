using Forum.Core.Access;
using Forum.Core.Data;
using Forum.Core.Markdown;
using Forum.Core.Members;
using Forum.Core.Text;
using Forum.Core.Threads;

namespace Forum.Core.Posts;

/// <summary>An edit of a post.</summary>
/// <param name="Text">The new text as typed.</param>
/// <param name="Title">The thread's new title if this is its opening post; null to keep it.</param>
/// <param name="SeenEditedAt">When the post was last edited, as the author saw it; a different value means that it was
/// edited elsewhere in the meantime.</param>
public sealed record PostEdit(long PostId, string? Text, string? Title, DateTimeOffset? SeenEditedAt);

/// <summary>
/// Edits one's own post and, with the opening post, the thread's title. Refuses other people's posts, removed posts,
/// locked threads, and edits that would overwrite a newer one. A repeated click on the same edit is recognized by its
/// text.
/// </summary>
[ReliesOnSingleWriter("compares with the edit that the author has seen")]
public sealed class EditPost(ForumWriter writer, PostText texts, PostRules rules, PostQueries posts)
{
    /// <summary>Edits the post.</summary>
    /// <returns>The post as pages now show it, or a refusal.</returns>
    public async Task<Outcome<PostView>> RunAsync(Viewer viewer, PostEdit edit, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(viewer);
        ArgumentNullException.ThrowIfNull(edit);
        var text = WritingRules.Clean(edit.Text);
        var title = edit.Title is null ? null : WritingRules.CleanTitle(edit.Title);
        if ((title is null ? null : WritingRules.CheckTitle(title)) is { } badTitle)
            return badTitle;
        if (WritingRules.CheckText(text, Post.MaxLength) is { } badText)
            return badText;

        var prepared = await rules.PrepareAsync(viewer, new PostDraft(text, title, PostId: edit.PostId), cancellation);
        if (!prepared.IsDone)
            return prepared.Refusal!;
        var draft = prepared.Value;

        // Permissions and concurrent edits are checked in the transaction.
        if (await posts.EarlierAsync(edit.PostId, cancellation) is not { } before)
            return Refusal.NotFound;
        var html = await texts.RenderAgainAsync(draft.Text, viewer.MemberId, Guid.NewGuid(), before, cancellation);
        if (WritingRules.CheckShown(html) is { } empty)
            return empty;
        return await writer.WriteAsync<PostView>(scope => WriteAsync(scope, viewer, edit, draft, html, cancellation), cancellation);
    }

    private async Task<Outcome<PostView>> WriteAsync(
        WriteScope scope, Viewer viewer, PostEdit edit, PostDraft draft, string html, CancellationToken cancellation)
    {
        var found = await PostLookup.FindAsync(scope, viewer, edit.PostId, cancellation);
        if (!found.IsDone)
            return found.Refusal!;

        var (text, title) = (draft.Text, draft.Title);
        var (actor, post) = found.Value;
        if (!actor.Is(post.AuthorId))
            return Refusal.NotAllowed;
        if (post.RemovedAt is not null)
            return new Refusal("This post has been removed. You can't edit it anymore.");
        if (post.EditedAt != edit.SeenEditedAt && post.Markdown == text && (title is null || title == post.Thread!.Title))
            return await PostViews.OneAsync(scope.Db, post.Id);
        if (post.EditedAt != edit.SeenEditedAt)
            return new Refusal("This post has changed since you opened it. Copy your text, open the post again and add your changes.");
        if (await rules.CheckAsync(scope, viewer, draft, cancellation) is { } unfit)
            return unfit;

        var htmlBefore = post.Html;
        post.Markdown = text;
        post.Html = html;
        post.RendererVersion = ForumMarkdown.Version;
        post.EditedAt = scope.Now;
        var renamed = post.Number == 1 && ChangeThread(post.Thread!, title, text);
        await scope.Db.SaveChangesAsync(cancellation);
        await scope.RaiseFactAsync(new PostEdited(actor, post, htmlBefore), cancellation);
        var view = await PostViews.OneAsync(scope.Db, post.Id);
        scope.Raise(new PostChanged(post.Thread!.BoardId, view));
        if (renamed)
            scope.Raise(new ThreadChanged(post.Thread.BoardId, post.ThreadId));
        return view;
    }

    // Whether it has another title now.
    private bool ChangeThread(ForumThread thread, string? title, string text)
    {
        thread.Excerpt = texts.Excerpt(text, ForumThread.MaxExcerptLength);
        if (title is null || title == thread.Title)
            return false;
        (thread.Title, thread.Slug) = (title, Slugs.From(title, "thread"));
        return true;
    }
}
