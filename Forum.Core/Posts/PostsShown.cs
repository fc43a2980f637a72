using Forum.Core.Access;

namespace Forum.Core.Posts;

/// <summary>A page has shown posts of a thread to a member.</summary>
/// <param name="First">The lowest number shown.</param>
/// <param name="Last">The highest number shown.</param>
public sealed record PostsShown(Viewer Viewer, int ThreadId, int First, int Last);
