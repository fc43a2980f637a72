using Forum.Core.Data;
using Forum.Core.Threads;
using Forum.Web.Framework;

namespace Forum.Web.Threads;

/// <summary>Counts a guest's view when a prefetched thread page is shown.</summary>
public sealed class GuestViews(ThreadQueries threads, ViewCounts views) : IAfterRead<PageSeen>
{
    /// <inheritdoc />
    public async ValueTask HandleAsync(PageSeen shown, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(shown);
        if (shown.ThreadId is { } id && await threads.FindAsync(shown.Viewer, id, cancellation) is not null)
            views.Saw(id);
    }
}
