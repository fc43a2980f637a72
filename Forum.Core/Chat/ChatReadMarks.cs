using System.Collections.Concurrent;
using Forum.Core.Access;
using Forum.Core.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Forum.Core.Chat;

/// <summary>
/// How far members have read the chat: the messages they've had on screen, buffered in memory until the next batch.
/// </summary>
public sealed class ChatReadMarks(ForumWriter writer, TimeProvider clock, ILogger<ChatReadMarks> log) : BatchedWrites(clock, log)
{
    private readonly ConcurrentDictionary<(int MemberId, int RoomId), long> _marks = new();

    /// <summary>A member has had messages up to this one on screen. Guests are ignored.</summary>
    /// <param name="messageId">The newest message on the screen.</param>
    public void Read(Viewer viewer, int roomId, long messageId)
    {
        ArgumentNullException.ThrowIfNull(viewer);
        if (viewer.MemberId is { } memberId)
            _marks.AddOrUpdate((memberId, roomId), messageId, (_, before) => Math.Max(before, messageId));
    }

    /// <summary>How far a member has read a room since the last batch; null if no further.</summary>
    public long? Waiting(Viewer viewer, int roomId)
    {
        ArgumentNullException.ThrowIfNull(viewer);
        return viewer.MemberId is { } memberId && _marks.TryGetValue((memberId, roomId), out var messageId) ? messageId : null;
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
                foreach (var ((memberId, roomId), messageId) in batch)
                {
                    await scope.Db.Database.ExecuteSqlAsync(
                        $"""
                        INSERT INTO "ChatReads" ("MemberId", "RoomId", "LastMessageId")
                        SELECT m."Id", r."Id", {messageId} FROM "Members" m, "ChatRooms" r WHERE m."Id" = {memberId} AND r."Id" = {roomId} AND m."DeletedAt" IS NULL
                        ON CONFLICT ("MemberId", "RoomId") DO UPDATE SET "LastMessageId" = excluded."LastMessageId"
                        WHERE excluded."LastMessageId" > "ChatReads"."LastMessageId"
                        """,
                        cancellation);
                }

                return default(Done);
            },
            cancellation);
        foreach (var mark in batch)
            _marks.TryRemove(mark);
    }
}
