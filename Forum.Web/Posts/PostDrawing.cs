using Forum.Core.Posts;
using Forum.Web.Live;

namespace Forum.Web.Posts;

/// <summary>Renders posts once for every viewer.</summary>
public static class PostDrawing
{
    /// <summary>A post.</summary>
    public static async Task<PostMarkup> PostAsync(this LiveMarkup markup, PostView post)
    {
        ArgumentNullException.ThrowIfNull(markup);
        return PostMarkup.Of(post, await markup.OnceAsync<PostItem>(post, nameof(PostItem.Post)));
    }

    /// <summary>Posts, in order.</summary>
    public static async Task<IReadOnlyList<PostMarkup>> PostsAsync(this LiveMarkup markup, IReadOnlyList<PostView> posts)
    {
        ArgumentNullException.ThrowIfNull(posts);
        var drawn = new List<PostMarkup>(posts.Count);
        foreach (var post in posts)
            drawn.Add(await markup.PostAsync(post));
        return drawn;
    }
}
