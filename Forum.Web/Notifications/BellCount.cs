using System.Globalization;
using System.Net;
using Forum.Core.Access;
using Forum.Core.Notifications;
using Forum.Web.Components;
using Microsoft.Extensions.Localization;

namespace Forum.Web.Notifications;

/// <summary>The number of unread notifications next to the bell.</summary>
public sealed class BellCount(UnreadNotifications unread, IStringLocalizer<Texts> texts) : IHeaderText
{
    internal const string Mark = "<!--bell-->";

    /// <inheritdoc />
    public string Placeholder => Mark;

    /// <inheritdoc />
    public async ValueTask<string> HtmlAsync(Viewer viewer)
    {
        var count = (await unread.OfAsync(viewer)).Length;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"<span class=\"visually-hidden\" data-bell-text>{WebUtility.HtmlEncode(texts.Unread(count))}</span><span class=\"bell-count\" aria-hidden=\"true\" data-bell-count{(count == 0 ? " hidden" : "")}>{NotificationTexts.Shown(count)}</span>");
    }
}
