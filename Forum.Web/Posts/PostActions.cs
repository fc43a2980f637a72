using System.Globalization;
using System.Text;
using Forum.Web.Components;
using Microsoft.Extensions.Localization;

namespace Forum.Web.Posts;

/// <summary>A reader's actions on a post, as links that work without JavaScript.</summary>
public sealed class PostActions(IStringLocalizer<Texts> texts)
{
    /// <summary>The links; empty if there are none.</summary>
    public string Of(PostOnPage post, PostReader reader)
    {
        ArgumentNullException.ThrowIfNull(post);
        var html = new StringBuilder();
        if (post.IsRemoved)
        {
            if (reader.IsModerator)
                Link(html, post, "restore", texts["Restore"]);
            return html.ToString();
        }

        if (reader.IsMember || reader.RepliesAsGuest)
        {
            Link(html, post, "quote", texts["Quote"], reader.RepliesAsGuest);
            Link(html, post, "reply", texts["Reply"], reader.RepliesAsGuest);
        }

        if (reader.IsMember && !reader.IsAuthor)
            Link(html, post, "react", texts["React"]);
        if (reader.IsAuthor)
            Link(html, post, "edit", texts["Edit"]);
        if (reader.IsAuthor || reader.IsModerator)
            Link(html, post, "remove", texts["Remove"]);
        return html.ToString();
    }

    // The guest's form sets a cookie, so the whole page is loaded.
    private static void Link(StringBuilder html, PostOnPage post, string act, string label, bool toGuestForm = false) => html.Append(
        CultureInfo.InvariantCulture,
        $"<a href=\"/p/{post.Id}/{act}\" rel=\"nofollow\" data-act=\"{act}\"{(toGuestForm ? " data-enhance-nav=\"false\"" : "")}>{System.Net.WebUtility.HtmlEncode(label)}<span class=\"visually-hidden\"> #{post.Number}</span></a>");
}
