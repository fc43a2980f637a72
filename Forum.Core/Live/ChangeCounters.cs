using System.Collections.Concurrent;

namespace Forum.Core.Live;

/// <summary>
/// Counts the changes to each thing that pages are built from. Whoever caches a page puts the counts that it had *before*
/// loading into the key of what it keeps: then a page that was loaded while a reply was being written can never be served to
/// whoever comes after the reply.
/// </summary>
public sealed class ChangeCounters
{
    private readonly ConcurrentDictionary<LiveChannel, long> _counts = new();
    private long _site;

    /// <summary>Changes that show on every page: the forum's name, a member's role, who may read what.</summary>
    public long Site => Interlocked.Read(ref _site);

    /// <summary>The changes to one thing since the process started.</summary>
    /// <param name="channel">The thing.</param>
    public long Of(LiveChannel channel) => _counts.GetValueOrDefault(channel);

    /// <summary>Counts a change to one thing. Called after the commit and before the act returns.</summary>
    /// <param name="channel">The thing.</param>
    public void Changed(LiveChannel channel) => _counts.AddOrUpdate(channel, 1, static (_, count) => count + 1);

    /// <summary>Counts a change that shows on every page.</summary>
    public void SiteChanged() => Interlocked.Increment(ref _site);
}
