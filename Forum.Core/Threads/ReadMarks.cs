using System.Collections.Concurrent;
using Forum.Core.Accounts;
using Forum.Core.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Forum.Core.Threads;

/// <summary>How far members have read: what they have had on a page, kept in memory until the next batch.</summary>
/// <param name="databases">Where the marks of earlier batches come from.</param>
/// <param name="writer">Where batches are written.</param>
/// <param name="clock">Tells when a batch is due.</param>
/// <param name="log">Where failures are told.</param>
public sealed class ReadMarks(IDbContextFactory<ForumDb> databases, ForumWriter writer, TimeProvider clock, ILogger<ReadMarks> log)
    : BatchedWrites(clock, log)
{
    private readonly ConcurrentDictionary<(int MemberId, int ThreadId), int> _marks = new();

    /// <summary>A member has had the posts up to this number on a page. Guests are passed over.</summary>
    /// <param name="viewer">The member.</param>
    /// <param name="threadId">The thread.</param>
    /// <param name="number">The highest number on the page.</param>
    public void Read(Viewer viewer, int threadId, int number)
    {
        ArgumentNullException.ThrowIfNull(viewer);
        if (viewer.MemberId is { } memberId)
            _marks.AddOrUpdate((memberId, threadId), number, (_, before) => Math.Max(before, number));
    }

    /// <summary>How far a member has read each of these threads; those that the member has never opened are missing.</summary>
    /// <param name="viewer">The member; a guest has read nothing.</param>
    /// <param name="threadIds">The threads of a page.</param>
    /// <param name="cancellation">Gives up.</param>
    public async Task<IReadOnlyDictionary<int, int>> FindAsync(
        Viewer viewer, IReadOnlyCollection<int> threadIds, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(viewer);
        if (viewer.MemberId is not { } memberId || threadIds.Count == 0)
            return new Dictionary<int, int>();

        await using var db = await databases.CreateDbContextAsync(cancellation);
        var marks = await db.ThreadReads
            .Where(read => read.MemberId == memberId && threadIds.Contains(read.ThreadId))
            .ToDictionaryAsync(read => read.ThreadId, read => read.LastNumber, cancellation);
        foreach (var threadId in threadIds)
        {
            if (_marks.TryGetValue((memberId, threadId), out var number))
                marks[threadId] = Math.Max(number, marks.GetValueOrDefault(threadId));
        }

        return marks;
    }

    /// <inheritdoc />
    public override async Task WriteBatchAsync(CancellationToken cancellation = default)
    {
        if (_marks.IsEmpty)
            return;
        var batch = _marks.ToArray();
        await writer.WriteAsync<Done>(
            async scope =>
            {
                // One statement for each mark, with the table's own key deciding between new and known. A thread or a member
                // that is gone meanwhile is passed over by the joins.
                foreach (var ((memberId, threadId), number) in batch)
                {
                    await scope.Db.Database.ExecuteSqlAsync(
                        $"""
                        INSERT INTO "ThreadReads" ("MemberId", "ThreadId", "LastNumber")
                        SELECT m."Id", t."Id", {number} FROM "Members" m, "Threads" t WHERE m."Id" = {memberId} AND t."Id" = {threadId}
                        ON CONFLICT ("MemberId", "ThreadId") DO UPDATE SET "LastNumber" = excluded."LastNumber"
                        WHERE excluded."LastNumber" > "ThreadReads"."LastNumber"
                        """,
                        cancellation);
                }

                return default(Done);
            },
            cancellation);

        // Removed only now, and only where nothing newer came meanwhile: in between, FindAsync would forget what is not on disk yet.
        foreach (var mark in batch)
            _marks.TryRemove(mark);
    }
}
