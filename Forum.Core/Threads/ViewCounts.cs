using System.Collections.Concurrent;
using Forum.Core.Access;
using Forum.Core.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Forum.Core.Threads;

/// <summary>Counts thread views.</summary>
[SafeBesideOthers("the database adds")]
public sealed class ViewCounts(ForumWriter writer, ThreadQueries threads, TimeProvider clock, ILogger<ViewCounts> log)
    : BatchedWrites(clock, log), IAfterRead<PageSeen>
{
    private ConcurrentDictionary<int, int> _views = new();

    /// <summary>A thread was viewed.</summary>
    /// <param name="threadId">The thread; ignored when the batch is written if it doesn't exist.</param>
    public void Saw(int threadId) => _views.AddOrUpdate(threadId, 1, static (_, views) => views + 1);

    /// <summary>The views counted but not written yet.</summary>
    public int Waiting(int threadId) => _views.GetValueOrDefault(threadId);

    /// <inheritdoc />
    public async ValueTask HandleAsync(PageSeen shown, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(shown);
        if (shown.ThreadId is { } id && (!shown.IsClaimed || await threads.FindAsync(shown.Viewer, id, cancellation) is not null))
            Saw(id);
    }

    /// <inheritdoc />
    public override async Task WriteBatchAsync(CancellationToken cancellation = default)
    {
        if (_views.IsEmpty)
            return;
        var batch = Interlocked.Exchange(ref _views, new());
        try
        {
            await writer.WriteAsync<Done>(
                async scope =>
                {
                    foreach (var (threadId, views) in batch)
                    {
                        await scope.Db.Threads.Where(thread => thread.Id == threadId)
                            .ExecuteUpdateAsync(set => set.SetProperty(thread => thread.ViewCount, thread => thread.ViewCount + views), cancellation);
                    }

                    return default(Done);
                },
                cancellation);
        }
        catch
        {
            foreach (var (threadId, views) in batch)
                _views.AddOrUpdate(threadId, views, (_, more) => more + views);
            throw;
        }

        // Views that were just written must not be missing from the cached total.
        threads.ForgetViewCounts();
    }
}
