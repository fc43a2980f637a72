using Forum.Core.Access;
using Forum.Core.Statistics;
using Forum.Web.Administration;
using Forum.Web.Components;
using Microsoft.Extensions.Localization;

namespace Forum.Web.Statistics.Administration;

/// <summary>The step to the first thread.</summary>
public sealed class FirstThreadStep(ForumOverview overview) : IFirstStep
{
    /// <inheritdoc />
    public int Order => 70;

    /// <inheritdoc />
    public FirstStep Describe(IStringLocalizer<Texts> texts)
    {
        ArgumentNullException.ThrowIfNull(texts);
        return new(texts["Write the first thread"], texts["Say hello, and what you hope to read here. Nobody likes to be the first in an empty room."], "/");
    }

    /// <inheritdoc />
    public async Task<bool> IsDoneAsync(Viewer viewer, CancellationToken cancellation = default) => await overview.ReadAsync(viewer, cancellation) is { Threads: > 0 };
}
