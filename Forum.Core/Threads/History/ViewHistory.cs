using System.Collections.Concurrent;
using Forum.Core.Access;
using Forum.Core.Data;
using Microsoft.Extensions.Logging;

namespace Forum.Core.Threads.History;

/// <summary>
/// Which threads members have viewed, buffered in memory until the next batch. The newest <see cref="Most"/> of each
/// member are kept.
/// </summary>
[SafeBesideOthers("the conditions of single statements")]
public sealed class ViewHistory(ForumWriter writer, TimeProvider clock, ILogger<ViewHistory> log)
    : BatchedWrites(clock, log), IAfterRead<PageSeen>
{
    /// <summary>The maximum number of threads in a member's history.</summary>
    public const int Most = 500;

    private readonly TimeProvider _clock = clock;
    private readonly ConcurrentDictionary<(int MemberId, int ThreadId), DateTimeOffset> _viewed = new();

    /// <summary>A member views a thread. In memory only, because a read never writes. Guests are ignored.</summary>
    public void Saw(Viewer viewer, int threadId)
    {
        ArgumentNullException.ThrowIfNull(viewer);
        if (viewer.MemberId is { } memberId)
            _viewed[(memberId, threadId)] = _clock.GetUtcNow();
    }

    /// <inheritdoc />
    public ValueTask HandleAsync(PageSeen shown, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(shown);
        if (shown.ThreadId is { } id)
            Saw(shown.Viewer, id);
        return ValueTask.CompletedTask;
    }

    /// <summary>What a member has viewed since the last batch.</summary>
    internal IEnumerable<(int ThreadId, DateTimeOffset At)> Waiting(int memberId) =>
        _viewed.Where(viewed => viewed.Key.MemberId == memberId).Select(viewed => (viewed.Key.ThreadId, viewed.Value));

    /// <summary>Discards what a member has viewed since the last batch.</summary>
    internal void Forget(int memberId)
    {
        foreach (var (threadId, _) in Waiting(memberId).ToList())
            _viewed.TryRemove((memberId, threadId), out _);
    }

    /// <inheritdoc />
    public override async Task WriteBatchAsync(CancellationToken cancellation = default)
    {
        if (_viewed.IsEmpty)
            return;
        var batch = _viewed.ToArray();
        await writer.WriteAsync<Done>(
            async scope =>
            {
                // The SELECT skips members and threads deleted in the meantime, and members who turned the history off.
                var sql = new SqlBatch(scope.Db);
                foreach (var ((memberId, threadId), at) in batch)
                {
                    await sql.AddAsync(
                        $"""
                        INSERT INTO "ViewedThreads" ("MemberId", "ThreadId", "ViewedAt")
                        SELECT m."Id", t."Id", {at.UtcTicks} FROM "Members" m, "Threads" t
                        WHERE m."Id" = {memberId} AND t."Id" = {threadId} AND NOT m."WithoutViewHistory" AND m."DeletedAt" IS NULL
                        ON CONFLICT ("MemberId", "ThreadId") DO UPDATE SET "ViewedAt" = excluded."ViewedAt"
                        WHERE excluded."ViewedAt" > "ViewedThreads"."ViewedAt"
                        """,
                        cancellation);
                }

                foreach (var memberId in batch.Select(static viewed => viewed.Key.MemberId).Distinct())
                    await TrimAsync(sql, memberId, cancellation);
                await sql.SendAsync(cancellation);
                return default(Done);
            },
            cancellation);

        // Only if nothing newer arrived in the meantime.
        foreach (var viewed in batch)
            _viewed.TryRemove(viewed);
    }

    // With fewer rows than allowed, there is no time to compare with, and nothing is deleted.
    private static Task TrimAsync(SqlBatch sql, int memberId, CancellationToken cancellation) => sql.AddAsync(
        $"""
        DELETE FROM "ViewedThreads" WHERE "MemberId" = {memberId} AND "ViewedAt" <
        (SELECT "ViewedAt" FROM "ViewedThreads" WHERE "MemberId" = {memberId} ORDER BY "ViewedAt" DESC LIMIT 1 OFFSET {Most - 1})
        """,
        cancellation);
}
