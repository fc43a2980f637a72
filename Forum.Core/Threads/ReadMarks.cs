using System.Collections.Concurrent;
using Forum.Core.Access;
using Forum.Core.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Forum.Core.Threads;

/// <summary>How far members have read: the posts they've had on a page, buffered in memory until the next batch.</summary>
[SafeBesideOthers("the condition of a single statement")]
public sealed class ReadMarks(IDbContextFactory<ForumDb> databases, ForumWriter writer, TimeProvider clock, ILogger<ReadMarks> log)
    : BufferedReadMarks(Upsert("ThreadReads", "Threads", "ThreadId", "LastNumber"), writer, clock, log)
{
    private const int MaxKnown = 200_000;

    // What was read from earlier batches: most pages are requested by someone who has been there before.
    private readonly ConcurrentDictionary<(int MemberId, int ThreadId), int> _known = new();

    /// <summary>A member has had the posts up to this number on a page. Guests are ignored.</summary>
    /// <param name="number">The highest number on the page.</param>
    public void Read(Viewer viewer, int threadId, int number)
    {
        ArgumentNullException.ThrowIfNull(viewer);
        if (viewer.MemberId is not { } memberId || (_known.TryGetValue((memberId, threadId), out var known) && known >= number))
            return;
        Add(memberId, threadId, number);
        Know(memberId, threadId, number);
    }

    /// <summary>
    /// How far a member has read each of these threads; threads that the member has never opened are missing. Empty for
    /// a guest.
    /// </summary>
    /// <param name="threadIds">The threads on a page.</param>
    public async ValueTask<IReadOnlyDictionary<int, int>> FindAsync(
        Viewer viewer, IReadOnlyCollection<int> threadIds, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(viewer);
        if (viewer.MemberId is not { } memberId || threadIds.Count == 0)
            return new Dictionary<int, int>();

        var unknown = threadIds.Where(threadId => !_known.ContainsKey((memberId, threadId))).ToArray();
        var marks = unknown.Length > 0 ? await LearnAsync(memberId, unknown, cancellation) : [];
        foreach (var threadId in threadIds)
        {
            var number = Math.Max(_known.GetValueOrDefault((memberId, threadId)), (int)(Buffered(memberId, threadId) ?? 0));
            if (number > marks.GetValueOrDefault(threadId))
                marks[threadId] = number;
        }

        return marks;
    }

    private async Task<Dictionary<int, int>> LearnAsync(int memberId, int[] threadIds, CancellationToken cancellation)
    {
        // A full cache is cleared completely; what's still needed is read again.
        if (_known.Count > MaxKnown)
            _known.Clear();
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var marks = await db.ThreadReads
            .Where(read => read.MemberId == memberId && threadIds.Contains(read.ThreadId))
            .ToDictionaryAsync(read => read.ThreadId, read => read.LastNumber, cancellation);

        // Threads that the member has never opened are cached too, as 0.
        foreach (var threadId in threadIds)
            Know(memberId, threadId, marks.GetValueOrDefault(threadId));
        return marks;
    }

    // Never backwards: what's read from disk may be older than what arrived in the meantime.
    private void Know(int memberId, int threadId, int number) =>
        _known.AddOrUpdate((memberId, threadId), number, (_, before) => Math.Max(before, number));
}
