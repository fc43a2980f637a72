using Forum.Core.Access;
using Forum.Core.Site;
using Forum.Web.Administration;
using Forum.Web.Components;
using Microsoft.Extensions.Localization;

namespace Forum.Web.Site.Administration;

/// <summary>A step of a new forum: without rules, every removed post is a discussion.</summary>
public sealed class WriteRulesStep(SitePages pages) : IFirstStep
{
    /// <inheritdoc />
    public int Order => 25;

    /// <inheritdoc />
    public FirstStep Describe(IStringLocalizer<Texts> texts)
    {
        ArgumentNullException.ThrowIfNull(texts);
        return new(texts["Write the rules"], texts["Say what is welcome and what isn't, before someone asks. There's an example to start from."], Links.PagesAdministration);
    }

    /// <inheritdoc />
    public async Task<bool> IsDoneAsync(Viewer viewer, CancellationToken cancellation = default) => await pages.FindAsync(SitePageKind.Rules, cancellation) is not null;
}
