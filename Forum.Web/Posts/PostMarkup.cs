using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Forum.Core.Accounts;
using Forum.Core.Posts;
using Forum.Web.Layout;
using Microsoft.Extensions.Localization;

namespace Forum.Web.Posts;

/// <summary>A post drawn once for everybody, with a gap for what the viewer may do with it.</summary>
/// <param name="Number">Its floor.</param>
/// <param name="AuthorId">Who wrote it.</param>
/// <param name="IsRemoved">Whether a tombstone stands here.</param>
/// <param name="Before">The HTML before the gap.</param>
/// <param name="After">The HTML after it.</param>
public sealed record PostMarkup(int Number, long Id, int? AuthorId, bool IsRemoved, string Before, string After)
{
    /// <summary>Stands in the drawn post where the gap is; cannot come out of the renderer, which writes no comments.</summary>
    public const string ActionsMark = "<!--actions-->";

    private readonly string?[] _whole = new string?[PostActions.Variants];

    // A changed copy has nothing put together yet.
    private PostMarkup(PostMarkup other)
    {
        (Number, Id, AuthorId, IsRemoved, Before, After) = (other.Number, other.Id, other.AuthorId, other.IsRemoved, other.Before, other.After);
        _whole = new string?[PostActions.Variants];
    }

    /// <summary>Keeps the whole post as a kind of viewer sees it: put together once for all of that kind.</summary>
    internal ref string? Whole(int variant) => ref _whole[variant];

    /// <summary>Cuts a drawn post at its gap.</summary>
    public static PostMarkup Of(PostView post, string html)
    {
        var gap = html.LastIndexOf(ActionsMark, StringComparison.Ordinal);
        return new(post.Number, post.Id, post.AuthorId, post.RemovedAt is not null, html[..gap], html[(gap + ActionsMark.Length)..]);
    }
}

/// <summary>The posts of a page of a thread, drawn once for everybody.</summary>
/// <param name="Posts">The posts, in order.</param>
/// <param name="Description">The beginning of the first one as plain text, for search engines and previews.</param>
public sealed record PostList(ImmutableArray<PostMarkup> Posts, string Description)
{
    /// <summary>No posts.</summary>
    public static readonly PostList Empty = new([], "");
}

/// <summary>What a viewer may do with a post, as links that work without a script. There are few variants, so nothing is drawn.</summary>
public sealed class PostActions(IStringLocalizer<Texts> texts)
{
    private readonly string _quote = texts["Quote"];
    private readonly string _reply = texts["Reply"];
    private readonly string _react = texts["React"];
    private readonly string _edit = texts["Edit"];
    private readonly string _remove = texts["Remove"];
    private readonly string _restore = texts["Restore"];
    private readonly string _folded = texts["Post {0} by a member you blocked"];

    /// <summary>How many kinds of viewers a post is different for.</summary>
    public const int Variants = 6;

    /// <summary>The whole post with the viewer's links.</summary>
    /// <param name="guestsReply">Whether the thread takes replies from guests.</param>
    public string Whole(PostMarkup post, Viewer viewer, bool guestsReply)
    {
        var variant = viewer.IsMember
            ? 2 + (viewer.Is(post.AuthorId) ? 1 : 0) + (viewer.IsModerator ? 2 : 0)
            : guestsReply ? 1 : 0;
        var whole = post.Whole(variant) ??= post.Before + For(post, viewer, guestsReply) + post.After;
        return post.AuthorId is { } authorId && viewer.Choices.Blocked.Contains(authorId) ? Folded(post, whole) : whole;
    }

    private string Folded(PostMarkup post, string whole) => string.Create(
        CultureInfo.InvariantCulture,
        $"<details class=\"post-folded\" id=\"p{post.Number}-folded\"><summary>{System.Net.WebUtility.HtmlEncode(string.Format(CultureInfo.CurrentCulture, _folded, post.Number))}</summary>{whole}</details>");

    /// <summary>The links; empty for a guest who may not reply.</summary>
    /// <param name="guestsReply">Whether the thread takes replies from guests.</param>
    public string For(PostMarkup post, Viewer viewer, bool guestsReply)
    {
        if (!viewer.IsMember && (!guestsReply || post.IsRemoved))
            return "";
        var html = new StringBuilder("<p class=\"post-actions\">");
        if (post.IsRemoved)
        {
            if (viewer.IsModerator)
                Link(html, post, "restore", _restore);
        }
        else
        {
            Link(html, post, "quote", _quote, toGuestForm: !viewer.IsMember);
            Link(html, post, "reply", _reply, toGuestForm: !viewer.IsMember);
            if (viewer.IsMember && !viewer.Is(post.AuthorId))
                Link(html, post, "react", _react);
            if (viewer.Is(post.AuthorId))
                Link(html, post, "edit", _edit);
            if (viewer.Is(post.AuthorId) || viewer.IsModerator)
                Link(html, post, "remove", _remove);
        }

        return html.Append("</p>").ToString();
    }

    // The guest's form comes with a cookie of its own, so that the whole page is loaded.
    private static void Link(StringBuilder html, PostMarkup post, string act, string label, bool toGuestForm = false) => html.Append(
        CultureInfo.InvariantCulture,
        $"<a href=\"/p/{post.Id}/{act}\" rel=\"nofollow\" data-act=\"{act}\"{(toGuestForm ? " data-enhance-nav=\"false\"" : "")}>{System.Net.WebUtility.HtmlEncode(label)}<span class=\"visually-hidden\"> #{post.Number}</span></a>");
}
