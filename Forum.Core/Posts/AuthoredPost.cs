using System.Linq.Expressions;
using Forum.Core.Boards;
using Forum.Core.Members;
using Microsoft.EntityFrameworkCore;

namespace Forum.Core.Posts;

/// <summary>A post as shown outside its thread, such as on a profile.</summary>
/// <param name="Number">Its post number in the thread; 1 opens it.</param>
/// <param name="Excerpt">The beginning of the text, up to <see cref="AuthoredPosts.MaxExcerptLength"/> characters.</param>
public sealed record AuthoredPost(long Id, int Number, AuthoredPlace Place, AuthoredBy Author, DateTimeOffset CreatedAt, string Excerpt);

/// <summary>The thread of a post that is shown elsewhere, and its board.</summary>
public sealed record AuthoredPlace(int ThreadId, string ThreadTitle, string BoardName, string BoardSlug, BoardLook BoardLook);

/// <summary>The author of a post that is shown elsewhere.</summary>
/// <param name="Id">The member; null for a guest.</param>
/// <param name="Name">The name; null for a guest and for a former member.</param>
/// <param name="AvatarVersion">The version of the current avatar; null for initials.</param>
public sealed record AuthoredBy(int? Id, string? Name, string? AvatarVersion);

/// <summary>Reads posts to show them outside their threads.</summary>
public static class AuthoredPosts
{
    /// <summary>The maximum length of a post's beginning, in characters, with the ellipsis.</summary>
    public const int MaxExcerptLength = 280;

    private static readonly Expression<Func<Post, Found>> Projection = post => new Found(
        post.Id,
        post.Number,
        new AuthoredPlace(post.ThreadId, post.Thread!.Title, post.Thread.Board!.Name, post.Thread.Board.Slug, new BoardLook(post.Thread.Board.Color, post.Thread.Board.Icon)),
        new AuthoredBy(post.AuthorId, post.Author!.UserName, post.Author.LockedAt == null ? post.Author.AvatarVersion : null),
        post.CreatedAt,
        post.Markdown);

    /// <summary>The posts that a query finds, in its order.</summary>
    internal static async Task<IReadOnlyList<AuthoredPost>> ReadAsync(IQueryable<Post> posts, PostText texts, CancellationToken cancellation)
    {
        var found = await posts.Select(Projection).ToListAsync(cancellation);
        return [.. found.Select(post => new AuthoredPost(post.Id, post.Number, post.Place, post.Author, post.CreatedAt, texts.Excerpt(post.Markdown, MaxExcerptLength)))];
    }

    private sealed record Found(long Id, int Number, AuthoredPlace Place, AuthoredBy Author, DateTimeOffset CreatedAt, string Markdown);
}
