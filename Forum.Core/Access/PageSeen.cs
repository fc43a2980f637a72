namespace Forum.Core.Access;

/// <summary>Someone has a page on the screen. It may come from a cache.</summary>
/// <param name="Viewer">Who sees it.</param>
/// <param name="ThreadId">The thread that it shows; null for other pages.</param>
/// <param name="IsClaimed">Whether only the browser says so: it may name any thread, so check access.</param>
public sealed record PageSeen(Viewer Viewer, int? ThreadId, bool IsClaimed = false);
