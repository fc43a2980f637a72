using System.Collections.Concurrent;
using System.Collections.Immutable;
using Forum.Core.Posts;
using Forum.Web.Components;

namespace Forum.Web.Posts;

/// <summary>A post on a thread's page, without its text.</summary>
/// <param name="Number">Its number in the thread.</param>
/// <param name="IsRemoved">Whether it is a tombstone.</param>
public sealed record PostOnPage(long Id, int ThreadId, int Number, int? AuthorId, bool IsRemoved)
{
    /// <summary>Whether anyone has reacted to it.</summary>
    public bool HasReactions { get; init; }

    /// <summary>The post that a view shows.</summary>
    public static PostOnPage Of(PostView post)
    {
        ArgumentNullException.ThrowIfNull(post);
        return new(post.Id, post.ThreadId, post.Number, post.AuthorId, post.RemovedAt is not null) { HasReactions = post.Reactions.Length > 0 };
    }
}

/// <summary>A post rendered once for everyone, with marks for the viewer's actions and for slots.</summary>
public sealed class PostMarkup(PostOnPage post, string html)
{
    /// <summary>The post.</summary>
    public PostOnPage Post => post;

    /// <summary>Its number in the thread.</summary>
    public int Number => post.Number;

    /// <summary>The HTML with the marks.</summary>
    public string Html => html;

    /// <summary>The complete post for each kind of reader, put together when the first of them comes.</summary>
    internal ConcurrentDictionary<PostReader, SlottedHtml> Complete { get; } = new(concurrencyLevel: 1, capacity: 2);
}

/// <summary>The posts of a page of a thread, rendered once for everyone.</summary>
/// <param name="Description">The beginning of the first post as plain text, for search engines and link previews.</param>
public sealed record PostList(ImmutableArray<PostMarkup> Posts, string Description)
{
    /// <summary>No posts.</summary>
    public static readonly PostList Empty = new([], "");
}
