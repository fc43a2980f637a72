using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Forum.Core.Access;
using Forum.Core.Members.Relations;
using Forum.Core.Posts;
using Forum.Web.Components;
using Microsoft.Extensions.Localization;

namespace Forum.Web.Posts;

/// <summary>A post rendered once for everyone, with a placeholder for the viewer's actions.</summary>
/// <param name="Number">Its number in the thread.</param>
/// <param name="IsRemoved">Whether it is a tombstone.</param>
/// <param name="Before">The HTML before the placeholder.</param>
/// <param name="After">The HTML after it.</param>
public sealed record PostMarkup(int Number, long Id, int? AuthorId, bool IsRemoved, string Before, string After)
{
    /// <summary>The placeholder in the rendered post. The renderer can't produce it, since it writes no comments.</summary>
    public const string ActionsMark = "<!--actions-->";

    private readonly string?[] _whole = new string?[PostActions.Variants];

    // A modified copy starts with an empty cache.
    private PostMarkup(PostMarkup other)
    {
        (Number, Id, AuthorId, IsRemoved, Before, After) = (other.Number, other.Id, other.AuthorId, other.IsRemoved, other.Before, other.After);
        _whole = new string?[PostActions.Variants];
    }

    /// <summary>Caches the complete post for a kind of viewer: built once for all of that kind.</summary>
    internal ref string? Whole(int variant) => ref _whole[variant];

    /// <summary>Splits a rendered post at its placeholder.</summary>
    public static PostMarkup Of(PostView post, string html)
    {
        var gap = html.LastIndexOf(ActionsMark, StringComparison.Ordinal);
        return new(post.Number, post.Id, post.AuthorId, post.RemovedAt is not null, html[..gap], html[(gap + ActionsMark.Length)..]);
    }
}

/// <summary>The posts of a page of a thread, rendered once for everyone.</summary>
/// <param name="Description">The beginning of the first post as plain text, for search engines and link previews.</param>
public sealed record PostList(ImmutableArray<PostMarkup> Posts, string Description)
{
    /// <summary>No posts.</summary>
    public static readonly PostList Empty = new([], "");
}

/// <summary>
/// A viewer's actions on a post, as links that work without JavaScript. There are few variants, so they're built as text.
/// </summary>
public sealed class PostActions(IStringLocalizer<Texts> texts)
{
    /// <summary>The number of kinds of viewers for whom a post differs.</summary>
    public const int Variants = 6;

    /// <summary>The complete post with the viewer's links.</summary>
    /// <param name="guestsReply">Whether guests can reply to the thread.</param>
    public string Whole(PostMarkup post, Viewer viewer, bool guestsReply)
    {
        var variant = viewer.IsMember
            ? 2 + (viewer.Is(post.AuthorId) ? 1 : 0) + (viewer.IsModerator ? 2 : 0)
            : guestsReply ? 1 : 0;
        var whole = post.Whole(variant) ??= post.Before + For(post, viewer, guestsReply) + post.After;
        return post.AuthorId is { } authorId && viewer.Blocked.Contains(authorId) ? Folded(post, whole) : whole;
    }

    private string Folded(PostMarkup post, string whole) => string.Create(
        CultureInfo.InvariantCulture,
        $"<details class=\"post-folded\" id=\"p{post.Number}-folded\"><summary>{System.Net.WebUtility.HtmlEncode(texts["Post {0} by a member you blocked", post.Number])}</summary>{whole}</details>");

    /// <summary>The links; empty for a guest who can't reply.</summary>
    /// <param name="guestsReply">Whether guests can reply to the thread.</param>
    public string For(PostMarkup post, Viewer viewer, bool guestsReply)
    {
        if (!viewer.IsMember && (!guestsReply || post.IsRemoved))
            return "";
        var html = new StringBuilder("<p class=\"post-actions\">");
        if (post.IsRemoved)
        {
            if (viewer.IsModerator)
                Link(html, post, "restore", texts["Restore"]);
        }
        else
        {
            Link(html, post, "quote", texts["Quote"], toGuestForm: !viewer.IsMember);
            Link(html, post, "reply", texts["Reply"], toGuestForm: !viewer.IsMember);
            if (viewer.IsMember && !viewer.Is(post.AuthorId))
                Link(html, post, "react", texts["React"]);
            if (viewer.Is(post.AuthorId))
                Link(html, post, "edit", texts["Edit"]);
            if (viewer.Is(post.AuthorId) || viewer.IsModerator)
                Link(html, post, "remove", texts["Remove"]);
        }

        return html.Append("</p>").ToString();
    }

    // The guest's form sets a cookie, so the whole page is loaded.
    private static void Link(StringBuilder html, PostMarkup post, string act, string label, bool toGuestForm = false) => html.Append(
        CultureInfo.InvariantCulture,
        $"<a href=\"/p/{post.Id}/{act}\" rel=\"nofollow\" data-act=\"{act}\"{(toGuestForm ? " data-enhance-nav=\"false\"" : "")}>{System.Net.WebUtility.HtmlEncode(label)}<span class=\"visually-hidden\"> #{post.Number}</span></a>");
}
