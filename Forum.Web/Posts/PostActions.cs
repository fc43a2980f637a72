using System.Globalization;
using System.Text;
using Forum.Web.Components;
using Microsoft.Extensions.Localization;
using static System.Net.WebUtility;

namespace Forum.Web.Posts;

/// <summary>
/// A reader's actions on a post, as links that work without JavaScript. Styles show icons, with the labels as tooltips.
/// </summary>
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

        if (reader.IsMember && !reader.IsAuthor)
        {
            Link(html, post, "like", texts["Like"], page: "react");
            Link(html, post, "react", texts["React"]);
        }

        if (reader.IsMember || reader.RepliesAsGuest)
        {
            Link(html, post, "quote", texts["Quote"], toGuestForm: reader.RepliesAsGuest);
            Link(html, post, "reply", texts["Reply"], toGuestForm: reader.RepliesAsGuest);
        }

        if (reader.IsMember)
            Link(html, post, "link", texts["Copy link"], page: "");
        if (reader.IsAuthor)
            Link(html, post, "edit", texts["Edit"]);
        if (reader.IsAuthor)
            Link(html, post, "remove", texts["Remove"]);
        else if (reader.IsModerator)
            Menu(html, post);
        return html.ToString();
    }

    // What moderators can do with others' posts isn't beside what everyone does all the time.
    private void Menu(StringBuilder html, PostOnPage post)
    {
        html.Append("<details class=\"post-more\" name=\"post-more\"><summary data-act=\"more\">");
        Label(html, post, texts["Moderate"]);
        html.Append("</summary><div class=\"menu card\">");
        Link(html, post, "remove", texts["Remove"]);
        html.Append("</div></details>");
    }

    // The guest's form sets a cookie, so the whole page is loaded.
    private static void Link(StringBuilder html, PostOnPage post, string act, string label, string? page = null, bool toGuestForm = false)
    {
        html.Append(
            CultureInfo.InvariantCulture,
            $"<a href=\"/p/{post.Id}{(page is "" ? "" : "/")}{page ?? act}\" rel=\"nofollow\" data-act=\"{act}\"{(toGuestForm ? " data-enhance-nav=\"false\"" : "")}>");
        Label(html, post, label);
        html.Append("</a>");
    }

    private static void Label(StringBuilder html, PostOnPage post, string label) =>
        html.Append(CultureInfo.InvariantCulture, $"<span>{HtmlEncode(label)}<span class=\"visually-hidden\"> #{post.Number}</span></span>");
}
