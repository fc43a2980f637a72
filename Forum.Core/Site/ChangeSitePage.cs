using Forum.Core.Access;
using Forum.Core.Data;
using Forum.Core.Live;
using Forum.Core.Members;
using Forum.Core.Text;
using Microsoft.EntityFrameworkCore;

namespace Forum.Core.Site;

/// <summary>A page as submitted.</summary>
/// <param name="Text">The Markdown as typed, up to <see cref="SitePage.MaxTextLength"/> characters; empty to take the page away.</param>
/// <param name="SeenVersion">The version that was edited; 0 if the page had never been saved.</param>
public sealed record SitePageForm(SitePageKind Kind, string? Text, int SeenVersion);

/// <summary>
/// Changes one of the pages about the forum. Administrators only. Refuses to overwrite a version that the administrator
/// hasn't seen, unless the text is the same. A page without text doesn't exist for visitors.
/// </summary>
[ReliesOnSingleWriter("compares with the version that the administrator has seen")]
public sealed class ChangeSitePage(ForumWriter writer, PostText texts)
{
    /// <summary>Saves the page. The refusal's field is the name of its kind.</summary>
    public async Task<Outcome<Done>> RunAsync(Viewer viewer, SitePageForm form, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(viewer);
        ArgumentNullException.ThrowIfNull(form);
        if (!Enum.IsDefined(form.Kind))
            return Refusal.NotFound;
        var text = WritingRules.Clean(form.Text);
        if (await CheckAsync(form.Kind, text, cancellation) is { } refusal)
            return refusal;
        return await writer.WriteAsync<Done>(
            async scope =>
            {
                var actor = await MemberDirectory.CurrentAsync(scope.Db, viewer);
                if (!actor.IsAdministrator)
                    return actor.RefusalToAct ?? Refusal.NotFound;
                var page = await scope.Db.SitePages.FirstOrDefaultAsync(page => page.Kind == form.Kind, cancellation);
                if ((page?.Markdown ?? "") == text)
                    return default(Done);
                if ((page?.Version ?? 0) != form.SeenVersion)
                    return new Refusal("Another administrator has changed this page since you opened it. Copy your text, discard your changes and add them to the new text.", form.Kind.ToString());
                page ??= scope.Db.SitePages.Add(new SitePage { Kind = form.Kind }).Entity;
                (page.Markdown, page.Version, page.ChangedAt) = (text, page.Version + 1, scope.Now);
                await scope.Db.SaveChangesAsync(cancellation);
                scope.Raise(new SitePageChanged());
                return default(Done);
            },
            cancellation);
    }

    private async Task<Refusal?> CheckAsync(SitePageKind kind, string text, CancellationToken cancellation)
    {
        if (text.Length > SitePage.MaxTextLength)
            return new Refusal("The text is {0:N0} characters long. The limit is {1:N0}.", kind.ToString(), text.Length, SitePage.MaxTextLength);

        // The footer would link to a page on which there is nothing.
        return text.Length > 0 && !ShownText.IsVisibleHtml(await texts.RenderAsync(text, null, SitePages.IdOf(kind), cancellation))
            ? new Refusal("Nobody would see anything of this text. Write something, or leave the field empty.", kind.ToString())
            : null;
    }
}

/// <summary>A page about the forum was written, changed or taken away: the footer of every page links to those that exist.</summary>
public sealed record SitePageChanged : ForumEvent
{
    /// <inheritdoc />
    public override IReadOnlyList<LiveChannel> Channels => [LiveChannel.SitePages];

    /// <inheritdoc />
    public override bool ChangesEveryPage => true;
}
