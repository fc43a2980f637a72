using Forum.Core.Access;

namespace Forum.Web.Framework;

/// <summary>A guest's prefetched page is now on the screen.</summary>
/// <param name="ThreadId">The thread that it shows; null for other pages.</param>
public sealed record PageSeen(Viewer Viewer, int? ThreadId);
