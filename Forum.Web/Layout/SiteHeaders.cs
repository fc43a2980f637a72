using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using Forum.Core.Accounts;
using Forum.Core.Notifications;
using Forum.Web.Live;
using Forum.Web.Notifications;
using Microsoft.AspNetCore.Components.Forms;
using Microsoft.Extensions.Localization;

namespace Forum.Web.Layout;

/// <summary>What the header is drawn from: the same for one viewer from page to page.</summary>
/// <param name="ForumName">What the forum is called.</param>
/// <param name="MemberId">Who looks; null for a guest.</param>
/// <param name="Name">The member's name.</param>
/// <param name="AvatarVersion">Which of the member's pictures it is; null for initials.</param>
/// <param name="IsAdministrator">Whether there is a way into the administration.</param>
/// <param name="HasSearch">Whether there is a field to search with: not on the page that has its own.</param>
public sealed record HeaderView(string ForumName, int? MemberId, string Name, string? AvatarVersion, bool IsAdministrator, bool HasSearch)
{
    /// <summary>The viewer's.</summary>
    public static HeaderView Of(string forumName, Viewer viewer, bool hasSearch) =>
        new(forumName, viewer.MemberId, viewer.MemberId is null ? "" : viewer.Name, viewer.AvatarVersion, viewer.IsAdministrator, hasSearch);
}

/// <summary>
/// The header of every page, drawn once for each viewer with gaps that a page fills as text. As components it was a tenth of what the home
/// page of a member costs.
/// </summary>
/// <param name="markup">Draws it.</param>
/// <param name="unread">Counts what a member has not read.</param>
/// <param name="texts">Says it in words.</param>
public sealed class SiteHeaders(LiveMarkup markup, UnreadNotifications unread, IStringLocalizer<Texts> texts)
{
    /// <summary>Stands where the page's own address goes into another. Passes through every way of writing an address.</summary>
    public const string Here = "~here~";

    /// <summary>Stands where the form's token goes.</summary>
    public const string Token = "~token~";

    /// <summary>Stands where the count goes.</summary>
    public const string Bell = "<!--bell-->";

    /// <summary>The field of the form's token.</summary>
    public const string TokenField = "__RequestVerificationToken";

    private const int MaxKept = 2_000;
    private readonly ConcurrentDictionary<(HeaderView View, CultureInfo Language), Task<string>> _drawn = new();

    /// <summary>The header for a viewer on a page.</summary>
    /// <param name="view">What it is drawn from.</param>
    /// <param name="here">The page's address.</param>
    /// <param name="forms">Gives the token of forms.</param>
    public async Task<string> ForAsync(HeaderView view, Viewer viewer, string here, AntiforgeryStateProvider forms)
    {
        var html = await DrawnAsync(view);
        if (view.MemberId is not null)
        {
            html = html
                .Replace(Token, forms.GetAntiforgeryToken()?.Value, StringComparison.Ordinal)
                .Replace(Bell, Count((await unread.OfAsync(viewer)).Length), StringComparison.Ordinal);
        }

        // Last: whoever has put an address together could have put the name of a gap into it.
        return html.Replace(Here, Uri.EscapeDataString(here), StringComparison.Ordinal);
    }

    private Task<string> DrawnAsync(HeaderView view)
    {
        var key = (view, CultureInfo.CurrentUICulture);
        if (_drawn.TryGetValue(key, out var drawn))
            return drawn;

        // Drawn again as they come: there is no telling who of so many will.
        if (_drawn.Count >= MaxKept)
            _drawn.Clear();
        return _drawn.GetOrAdd(key, added => markup.OnceAsync<SiteHeader>(added.View, nameof(SiteHeader.View)));
    }

    private string Count(int count) => string.Create(
        CultureInfo.InvariantCulture,
        $"<span class=\"visually-hidden\" data-bell-text>{WebUtility.HtmlEncode(texts.Unread(count))}</span><span class=\"bell-count\" aria-hidden=\"true\" data-bell-count{(count == 0 ? " hidden" : "")}>{NotificationTexts.Shown(count)}</span>");
}
