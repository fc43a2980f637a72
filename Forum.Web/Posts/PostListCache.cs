using System.Globalization;
using Forum.Core.Live;
using Forum.Core.Posts;
using Forum.Core.Text;
using Forum.Core.Threads;
using Forum.Web.Components;
using Microsoft.Extensions.Localization;

namespace Forum.Web.Posts;

/// <summary>
/// The post lists of thread pages, rendered once per language for all viewers and cached until the thread changes. The
/// caller must have checked that the viewer can see the thread.
/// </summary>
public sealed class PostListCache(PostQueries posts, PostDrawing drawing, ChangeCounters changes, IStringLocalizer<Texts> texts) : IDisposable
{
    private const long MaxCharacters = 16 * 1024 * 1024;

    // As rendered, and complete for guests and for members.
    private const int CopiesOfAPost = 3;

    private readonly ViewCache<(int Page, CultureInfo Language), PostList> _lists = new(
        changes, MaxCharacters, static list => (list.Posts.Sum(post => post.Html.Length) * CopiesOfAPost) + 200);

    /// <summary>A page of a thread.</summary>
    public async ValueTask<PostList> PageAsync(int threadId, int page) =>
        await _lists.FindAsync(LiveChannel.Thread(threadId), (page, CultureInfo.CurrentUICulture), async () =>
        {
            var views = await posts.PageAsync(threadId, page);
            return new PostList([.. await drawing.PostsAsync(views)], views.Count > 0 ? Description(views[0]) : "");
        }) ?? PostList.Empty;

    /// <summary>Several pages of a thread as one.</summary>
    /// <param name="first">The first page, from 1.</param>
    /// <param name="last">The last page.</param>
    public async ValueTask<PostList> PagesAsync(int threadId, int first, int last)
    {
        var list = await PageAsync(threadId, first);
        for (var page = first + 1; page <= last; page++)
            list = list with { Posts = list.Posts.AddRange((await PageAsync(threadId, page)).Posts) };
        return list;
    }

    /// <inheritdoc />
    public void Dispose() => _lists.Dispose();

    private string Description(PostView post)
    {
        // The stored HTML comes from the renderer, so removing its tags is enough to get plain text.
        var text = System.Text.RegularExpressions.Regex.Replace(texts.Prose(post.Html).Value, "<[^>]*>", " ");
        text = string.Join(' ', System.Net.WebUtility.HtmlDecode(text).Split((char[]?)null, 40, StringSplitOptions.RemoveEmptyEntries).Take(30));
        return text.Length > 160 ? ShownText.Beginning(text, 159) + "…" : text;
    }
}
