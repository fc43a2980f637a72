using Forum.Core.Access;
using Forum.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace Forum.Core.Chat;

/// <summary>
/// Removes chat messages: authors their own, moderators any. The row stays, with who removed it and when.
/// </summary>
[SafeBesideOthers("a second removal writes the same")]
public sealed class RemoveChatMessage(ForumWriter writer)
{
    /// <summary>Removes a message. Does nothing if it's already removed.</summary>
    public Task<Outcome<Done>> RunAsync(Viewer viewer, long messageId, CancellationToken cancellation = default) =>
        writer.WriteAsync<Done>(
            async scope =>
            {
                var actor = await MemberDirectory.CurrentAsync(scope.Db, viewer);
                if (actor.RefusalToAct is { } held)
                    return held;
                var found = await (
                    from message in scope.Db.ChatMessages
                    join room in scope.Db.ChatRooms on message.RoomId equals room.Id
                    where message.Id == messageId && room.ReadRole <= actor.Role
                    select message).FirstOrDefaultAsync(cancellation);
                if (found is null)
                    return Refusal.NotFound;
                if (!actor.IsModerator && !(actor.IsMember && actor.Is(found.AuthorId)))
                    return actor.IsMember ? Refusal.NotAllowed : Refusal.SignInFirst;
                if (found.RemovedAt is not null)
                    return default(Done);

                found.RemovedAt = scope.Now;
                found.RemovedById = actor.MemberId;
                scope.Raise(new ChatMessageRemoved(found.RoomId, messageId));
                return default(Done);
            },
            cancellation);
}
