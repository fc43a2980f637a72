using System.Collections.Concurrent;
using Forum.Core.Accounts;
using Forum.Core.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Forum.Core.Threads;

/// <summary>How far members have read: what they have had on a page, kept in memory until the next batch.</summary>
public sealed class ReadMarks(IDbContextFactory<ForumDb> databases, ForumWriter writer, TimeProvider clock, ILogger<ReadMarks> log)
    : BatchedWrites(clock, log)
{
    private const int MaxKnown = 200_000;

    // What the next batch writes, and beside it what was read of earlier ones: most pages are requested by anyone who
    // was there before.
    private readonly ConcurrentDictionary<(int MemberId, int ThreadId), int> _marks = new();
    private readonly ConcurrentDictionary<(int MemberId, int ThreadId), int> _known = new();

    /// <summary>A member has had the posts up to this number on a page. Guests are passed over.</summary>
    /// <param name="number">The highest number on the page.</param>
    public void Read(Viewer viewer, int threadId, int number)
    {
        ArgumentNullException.ThrowIfNull(viewer);
        if (viewer.MemberId is not { } memberId || (_known.TryGetValue((memberId, threadId), out var known) && known >= number))
            return;
        _marks.AddOrUpdate((memberId, threadId), number, (_, before) => Math.Max(before, number));
        Know(memberId, threadId, number);
    }

    /// <summary>How far a member has read each of these threads; those that the member has never opened are missing.</summary>
    /// <param name="viewer">The member; a guest has read nothing.</param>
    /// <param name="threadIds">The threads of a page.</param>
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
            var number = Math.Max(_known.GetValueOrDefault((memberId, threadId)), _marks.GetValueOrDefault((memberId, threadId)));
            if (number > marks.GetValueOrDefault(threadId))
                marks[threadId] = number;
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
                        SELECT m."Id", t."Id", {number} FROM "Members" m, "Threads" t WHERE m."Id" = {memberId} AND t."Id" = {threadId} AND m."DeletedAt" IS NULL
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

    private async Task<Dictionary<int, int>> LearnAsync(int memberId, int[] threadIds, CancellationToken cancellation)
    {
        // The list of a full memory goes as a whole: what is still needed is read again.
        if (_known.Count > MaxKnown)
            _known.Clear();
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var marks = await db.ThreadReads
            .Where(read => read.MemberId == memberId && threadIds.Contains(read.ThreadId))
            .ToDictionaryAsync(read => read.ThreadId, read => read.LastNumber, cancellation);

        // Those that the member has never opened are known too, as 0.
        foreach (var threadId in threadIds)
            Know(memberId, threadId, marks.GetValueOrDefault(threadId));
        return marks;
    }

    // Never backwards: what is read from the disk may be older than what came in meanwhile.
    private void Know(int memberId, int threadId, int number) =>
        _known.AddOrUpdate((memberId, threadId), number, (_, before) => Math.Max(before, number));
}
