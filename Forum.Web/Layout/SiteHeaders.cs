using System.Globalization;
using Forum.Core.Access;
using Forum.Web.Components;
using Forum.Web.Live;
using Microsoft.AspNetCore.Components.Forms;

namespace Forum.Web.Layout;

/// <summary>The data the header is rendered from: the same for a viewer on every page.</summary>
/// <param name="MemberId">The viewer; null for a guest.</param>
/// <param name="Name">The member's name.</param>
/// <param name="AvatarVersion">The version of the member's avatar; null for initials.</param>
/// <param name="IsAdministrator">Whether to link to the administration.</param>
/// <param name="HasSearch">Whether to show a search field: not on the search page, which has its own.</param>
/// <param name="HasShortcuts">Whether a key leads to the search field: members can turn that off.</param>
public sealed record HeaderView(string ForumName, int? MemberId, string Name, string? AvatarVersion, bool IsAdministrator, bool HasSearch, bool HasShortcuts)
{
    /// <summary>The header data for a viewer.</summary>
    public static HeaderView Of(string forumName, Viewer viewer, bool hasSearch) =>
        new(forumName, viewer.MemberId, viewer.MemberId is null ? "" : viewer.Name, viewer.AvatarVersion, viewer.IsAdministrator, hasSearch, !viewer.Preferences.WithoutShortcuts);
}

/// <summary>
/// The header of every page, rendered once for each viewer, with placeholders that a page fills as text. As components,
/// it took a tenth of the cost of a member's home page.
/// </summary>
public sealed class SiteHeaders(LiveMarkup markup, IEnumerable<IHeaderText> texts)
{
    /// <summary>The placeholder for the page's own URL inside another one. URL encoding leaves it unchanged.</summary>
    public const string Here = "~here~";

    /// <summary>The placeholder for the form's token.</summary>
    public const string Token = "~token~";

    /// <summary>The hidden field with the form's token.</summary>
    public const string TokenField = "__RequestVerificationToken";

    private const int MaxKept = 2_000;
    private readonly IHeaderText[] _texts = [.. texts];
    private readonly BoundedCache<(HeaderView View, CultureInfo Language), string> _drawn = new(MaxKept);

    /// <summary>The header for a viewer on a page.</summary>
    public async Task<string> ForAsync(HeaderView view, Viewer viewer, string here, AntiforgeryStateProvider forms)
    {
        var html = await _drawn.MakeAsync((view, CultureInfo.CurrentUICulture), () => markup.OnceAsync<SiteHeader>(view, nameof(SiteHeader.View)).AsTask());
        if (view.MemberId is not null)
        {
            html = html.Replace(Token, forms.GetAntiforgeryToken()?.Value, StringComparison.Ordinal);
            foreach (var text in _texts)
                html = html.Replace(text.Placeholder, await text.HtmlAsync(viewer), StringComparison.Ordinal);
        }

        // Last: anyone who crafts a URL could have put the name of a placeholder into it.
        return html.Replace(Here, Uri.EscapeDataString(here), StringComparison.Ordinal);
    }
}
