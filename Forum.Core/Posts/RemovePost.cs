using Forum.Core.Access;
using Forum.Core.Data;
using Forum.Core.Text;


namespace Forum.Core.Posts;

/// <summary>
/// Removes a post: its text is hidden and a tombstone keeps its place, so that links and numbers still work. Authors
/// remove their own posts, moderators any. Moderators can also restore.
/// </summary>
[ReliesOnSingleWriter("counts a post if it was visible before")]
public sealed class RemovePost(ForumWriter writer)
{
    private static readonly Refusal TextIsGone = new("The author deleted their account and all their posts. This post can't be restored.");

    /// <summary>Removes a post. Does nothing if it's already removed.</summary>
    /// <param name="reason">Why, in plain text, up to <see cref="Post.MaxReasonLength"/> characters; shown on the
    /// tombstone. May be empty.</param>
    /// <returns>The tombstone, or a refusal.</returns>
    public Task<Outcome<PostView>> RunAsync(Viewer viewer, long postId, string? reason, CancellationToken cancellation = default)
    {
        var why = WritingRules.CleanTitle(reason);
        return ShownText.IsLongerThan(why, Post.MaxReasonLength)
            ? Task.FromResult<Outcome<PostView>>(new Refusal("The reason is {0:N0} characters long. The limit is {1:N0}.", "Reason", ShownText.Count(why), Post.MaxReasonLength))
            : ChangeAsync(viewer, postId, remove: true, why, cancellation);
    }

    /// <summary>Restores a removed post. Does nothing if it isn't removed. Moderators only.</summary>
    /// <returns>The post, or a refusal.</returns>
    public Task<Outcome<PostView>> RestoreAsync(Viewer viewer, long postId, CancellationToken cancellation = default) =>
        ChangeAsync(viewer, postId, remove: false, null, cancellation);

    private Task<Outcome<PostView>> ChangeAsync(Viewer viewer, long postId, bool remove, string? reason, CancellationToken cancellation) =>
        writer.WriteAsync<PostView>(
            async scope =>
            {
                var found = await PostLookup.FindAsync(scope, viewer, postId, cancellation);
                if (!found.IsDone)
                    return found.Refusal!;

                var (actor, post) = found.Value;
                if (!actor.IsModerator && !(remove && actor.Is(post.AuthorId)))
                    return Refusal.NotAllowed;
                if (!remove && post.Markdown.Length == 0)
                    return TextIsGone;
                if (remove == post.RemovedAt is not null)
                    return await PostViews.OneAsync(scope.Db, postId);

                if (remove)
                    post.Remove(scope.Now, actor.MemberId, string.IsNullOrEmpty(reason) ? null : reason);
                else
                    post.Restore();
                await scope.Db.SaveChangesAsync(cancellation);
                await Counters.PostVisibilityChangedAsync(scope.Db, post, post.Thread!, remove ? -1 : 1, cancellation);
                await scope.RaiseFactAsync(new PostVisibilityChanged(post), cancellation);

                var view = await PostViews.OneAsync(scope.Db, postId);
                scope.Raise(new PostChanged(post.Thread!.BoardId, view) { ChangesVisibility = true });
                return view;
            },
            cancellation);
}
