using Forum.Core.Access;

namespace Forum.Web.Framework;

/// <summary>A guest's page that was fetched ahead is on the screen now.</summary>
/// <param name="ThreadId">The thread that it shows; null for other pages.</param>
public sealed record PageSeen(Viewer Viewer, int? ThreadId);
