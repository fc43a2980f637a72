using Forum.Core.Access;
using Forum.Web.Administration;
using Forum.Web.Components;
using Microsoft.Extensions.Localization;

namespace Forum.Web.Site.Administration;

/// <summary>The first step of a new forum: people who arrive must know where they are.</summary>
public sealed class DescribeForumStep(ForumInfo info) : IFirstStep
{
    /// <inheritdoc />
    public int Order => 10;

    /// <inheritdoc />
    public FirstStep Describe(IStringLocalizer<Texts> texts)
    {
        ArgumentNullException.ThrowIfNull(texts);
        return new(texts["Name and describe your forum"], texts["Tell people in a sentence what it's about."], Links.GeneralAdministration);
    }

    /// <inheritdoc />
    public async Task<bool> IsDoneAsync(Viewer viewer, CancellationToken cancellation = default) => (await info.FactsAsync(cancellation)).Description.Length > 0;
}
