using System.Collections.Concurrent;

namespace Forum.Core.Live;

/// <summary>
/// Counts the changes to each thing that pages are built from. A page cache puts the counts from *before* loading into
/// its key: a page loaded while a reply was being written can then never be served to anyone who comes after the reply.
/// </summary>
public sealed class ChangeCounters
{
    private readonly ConcurrentDictionary<LiveChannel, long> _counts = new();
    private long _site;

    /// <summary>
    /// The number of changes that show on every page: the forum's name, a member's role, who can read what.
    /// </summary>
    public long Site => Interlocked.Read(ref _site);

    /// <summary>The number of changes to one thing since the process started.</summary>
    public long Of(LiveChannel channel) => _counts.GetValueOrDefault(channel);

    /// <summary>Counts a change to one thing. Call it after the commit and before the act returns.</summary>
    public void Changed(LiveChannel channel) => _counts.AddOrUpdate(channel, 1, static (_, count) => count + 1);

    /// <summary>Counts a change that shows on every page.</summary>
    public void SiteChanged() => Interlocked.Increment(ref _site);
}
