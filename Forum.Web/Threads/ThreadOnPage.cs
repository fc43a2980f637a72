using Forum.Core.Threads;

namespace Forum.Web.Threads;

/// <summary>A thread on its page.</summary>
/// <param name="Address">The page's address, to come back to after a form.</param>
public sealed record ThreadOnPage(ThreadView Thread, string Address);
