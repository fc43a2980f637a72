using System.Globalization;
using Forum.Core.Access;
using Forum.Core.Members.Relations;
using Forum.Core.Posts;
using Forum.Web.Components;
using Forum.Web.Live;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace Forum.Web.Posts;

/// <summary>Renders posts once for everyone, and puts them together for each viewer.</summary>
public sealed class PostDrawing(LiveMarkup markup, PostActions actions, FragmentSlots<PostOnPage> slots, IStringLocalizer<Texts> texts)
{
    /// <summary>The mark of the viewer's actions in a rendered post. The renderer can't produce it, since it writes no comments.</summary>
    public const string ActionsMark = "<!--actions-->";

    /// <summary>A post, the same for everyone.</summary>
    public ValueTask<PostMarkup> PostAsync(PostView post) =>
        markup.OnceAsync<PostItem, PostMarkup>(post, nameof(PostItem.Post), html => new PostMarkup(PostOnPage.Of(post), html));

    /// <summary>Posts, in order, the same for everyone.</summary>
    public async Task<IReadOnlyList<PostMarkup>> PostsAsync(IReadOnlyList<PostView> posts)
    {
        ArgumentNullException.ThrowIfNull(posts);
        var drawn = new List<PostMarkup>(posts.Count);
        foreach (var post in posts)
            drawn.Add(await PostAsync(post));
        return drawn;
    }

    /// <summary>The posts of a page, complete for its viewer, in order.</summary>
    /// <param name="guestsReply">Whether guests can reply to the thread.</param>
    public async ValueTask<IReadOnlyList<MarkupString>> PageAsync(
        IReadOnlyCollection<PostMarkup> posts, Viewer viewer, bool guestsReply, CancellationToken cancellation = default)
    {
        var fill = await slots.FillAsync(viewer, posts.Select(static post => post.Post), cancellation);
        return [.. posts.Select(post => new MarkupString(Complete(post, viewer, guestsReply, fill)))];
    }

    /// <summary>A post for an open page of a viewer: as a new one, whose slots the page's script replaces by those it has.</summary>
    /// <param name="guestsReply">Whether guests can reply to the thread.</param>
    public string Update(PostMarkup post, Viewer viewer, bool guestsReply)
    {
        ArgumentNullException.ThrowIfNull(post);
        return Complete(post, viewer, guestsReply, slots.FillNew(viewer, post.Post));
    }

    private string Complete(PostMarkup post, Viewer viewer, bool guestsReply, SlotFill fill)
    {
        var complete = post.Complete
            .GetOrAdd(PostReader.Of(viewer, post.Post.AuthorId, guestsReply), static (reader, of) => of.Drawing.PutTogether(of.Post, reader), (Drawing: this, Post: post))
            .With(post.Post.Id, fill);
        return post.Post.AuthorId is { } authorId && viewer.Blocked.Contains(authorId) ? Folded(post.Number, complete) : complete;
    }

    private SlottedHtml PutTogether(PostMarkup post, PostReader reader)
    {
        var (html, gap, links) = (post.Html, post.Html.LastIndexOf(ActionsMark, StringComparison.Ordinal), actions.Of(post.Post, reader));
        var hasActions = links.Length > 0 || reader.IsMember || slots.Names.Contains(FragmentSlotNames.PostActions);
        var shown = hasActions ? $"<div class=\"post-actions\">{links}{SlottedHtml.Mark(FragmentSlotNames.PostActions)}</div>" : "";
        return new SlottedHtml(string.Concat(html.AsSpan(0, gap), shown, html.AsSpan(gap + ActionsMark.Length)), slots.Names);
    }

    private string Folded(int number, string post) => string.Create(
        CultureInfo.InvariantCulture,
        $"<details class=\"post-folded\" id=\"p{number}-folded\"><summary>{System.Net.WebUtility.HtmlEncode(texts["Post {0} by a member you blocked", number])}</summary>{post}</details>");
}
