using Forum.Core.Data;
using Forum.Core.Site;
using Forum.Web.Framework;

namespace Forum.Web.Site;

/// <summary>Counts a guest as online when a prefetched page is shown.</summary>
public sealed class GuestPresence(Presence presence) : IAfterRead<PageSeen>
{
    /// <inheritdoc />
    public ValueTask HandleAsync(PageSeen shown, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(shown);
        presence.Saw(shown.Viewer);
        return ValueTask.CompletedTask;
    }
}
