using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Forum.Core.Data;

/// <summary>
/// How far members have read in places of one kind, buffered in memory until the next batch. A mark only moves forward.
/// </summary>
/// <param name="upsert">Writes a mark: the member as {0}, the place as {1}, the mark as {2}.</param>
[SafeBesideOthers("the condition of a single statement")]
public abstract class BufferedReadMarks(string upsert, ForumWriter writer, TimeProvider clock, ILogger log) : BatchedWrites(clock, log)
{
    private readonly ConcurrentDictionary<(int MemberId, int PlaceId), long> _marks = new();

    /// <inheritdoc />
    public override async Task WriteBatchAsync(CancellationToken cancellation = default)
    {
        if (_marks.IsEmpty)
            return;
        var batch = _marks.ToArray();
        await writer.WriteAsync<Done>(
            async scope =>
            {
                foreach (var ((memberId, placeId), mark) in batch)
                    await scope.Db.Database.ExecuteSqlRawAsync(upsert, [memberId, placeId, mark], cancellation);
                return default(Done);
            },
            cancellation);

        // Removed only now, and only if nothing newer arrived: otherwise a read would miss marks that aren't on disk yet.
        foreach (var mark in batch)
            _marks.TryRemove(mark);
    }

    /// <summary>
    /// The statement for a table. The table's own key decides between insert and update. The joins skip places and
    /// members deleted in the meantime.
    /// </summary>
    protected static string Upsert(string table, string placeTable, string placeColumn, string markColumn) =>
        $$"""
        INSERT INTO "{{table}}" ("MemberId", "{{placeColumn}}", "{{markColumn}}")
        SELECT m."Id", p."Id", {2} FROM "Members" m, "{{placeTable}}" p WHERE m."Id" = {0} AND p."Id" = {1} AND m."DeletedAt" IS NULL
        ON CONFLICT ("MemberId", "{{placeColumn}}") DO UPDATE SET "{{markColumn}}" = excluded."{{markColumn}}"
        WHERE excluded."{{markColumn}}" > "{{table}}"."{{markColumn}}"
        """;

    /// <summary>Buffers a mark.</summary>
    protected void Add(int memberId, int placeId, long mark) =>
        _marks.AddOrUpdate((memberId, placeId), mark, (_, before) => Math.Max(before, mark));

    /// <summary>The buffered mark; null if there is none.</summary>
    protected long? Buffered(int memberId, int placeId) => _marks.TryGetValue((memberId, placeId), out var mark) ? mark : null;
}
