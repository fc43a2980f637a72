using Forum.Core.Access;
using Forum.Core.Data;
using Microsoft.Extensions.Logging;

namespace Forum.Core.Chat;

/// <summary>
/// How far members have read the chat: the messages they've had on screen, buffered in memory until the next batch.
/// </summary>
[SafeBesideOthers("the condition of a single statement")]
public sealed class ChatReadMarks(ForumWriter writer, TimeProvider clock, ILogger<ChatReadMarks> log)
    : BufferedReadMarks(Upsert("ChatReads", "ChatRooms", "RoomId", "LastMessageId"), writer, clock, log)
{
    /// <summary>A member has had messages up to this one on screen. Guests are ignored.</summary>
    /// <param name="messageId">The newest message on the screen.</param>
    public void Read(Viewer viewer, int roomId, long messageId)
    {
        ArgumentNullException.ThrowIfNull(viewer);
        if (viewer.MemberId is { } memberId)
            Add(memberId, roomId, messageId);
    }

    /// <summary>How far a member has read a room since the last batch; null if no further.</summary>
    public long? Waiting(Viewer viewer, int roomId)
    {
        ArgumentNullException.ThrowIfNull(viewer);
        return viewer.MemberId is { } memberId ? Buffered(memberId, roomId) : null;
    }
}
