using System.Linq.Expressions;
using Forum.Core.Access;
using Forum.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace Forum.Core.Posts;

/// <summary>Maps a post to what pages show: a single projection, so that a page and the live feed can't differ.</summary>
internal static class PostViews
{
    public static readonly Expression<Func<Post, PostView>> Projection = post => new PostView
    {
        Id = post.Id,
        ThreadId = post.ThreadId,
        Number = post.Number,
        AuthorId = post.AuthorId,
        AuthorName = post.Author!.UserName,
        // For an account locked by staff, show only what it has written.
        AuthorAvatar = post.Author!.LockedAt == null ? post.Author.AvatarVersion : null,
        AuthorDisplayName = post.Author!.LockedAt == null ? post.Author.DisplayName ?? "" : "",
        Signature = post.RemovedAt == null && post.Author!.LockedAt == null ? post.Author.About!.SignatureHtml ?? "" : "",
        AuthorRole = post.Author == null ? Role.Guest : post.Author.Role,
        AuthorJoinedAt = post.Author == null ? null : post.Author.JoinedAt,
        AuthorPostCount = post.Author == null ? 0 : post.Author.PostCount,
        CreatedAt = post.CreatedAt,
        EditedAt = post.EditedAt,
        Html = post.RemovedAt == null ? post.Html : "",
        Reactions = post.RemovedAt == null ? post.Reactions : "",
        RemovedAt = post.RemovedAt,
        RemovedByAuthor = post.RemovedById == post.AuthorId,
        RemovedReason = post.RemovedReason,
    };

    private static readonly Func<ForumDb, long, Task<PostView>> ById = EF.CompileAsyncQuery(
        (ForumDb db, long postId) => db.Posts.Where(post => post.Id == postId).Select(Projection).First());

    public static Task<PostView> OneAsync(ForumDb db, long postId) => ById(db, postId);
}
