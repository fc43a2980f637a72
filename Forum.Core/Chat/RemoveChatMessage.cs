using Forum.Core.Access;
using Forum.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace Forum.Core.Chat;

/// <summary>
/// Removes chat messages, and restores them: authors their own, moderators any. The row stays, with who removed it and
/// when. Authors can't restore what a moderator has removed.
/// </summary>
[SafeBesideOthers("a second removal or restoration writes the same")]
public sealed class RemoveChatMessage(ForumWriter writer)
{
    private static readonly Refusal TextIsGone = new("The author deleted their account and all their messages. This message can't be restored.");

    /// <summary>Removes a message. Does nothing if it's already removed.</summary>
    public Task<Outcome<Done>> RunAsync(Viewer viewer, long messageId, CancellationToken cancellation = default) =>
        ChangeAsync(viewer, messageId, static (scope, actor, message) =>
        {
            if (message.RemovedAt is not null)
                return Task.FromResult<Outcome<Done>>(default(Done));
            (message.RemovedAt, message.RemovedById) = (scope.Now, actor.MemberId);
            scope.Raise(new ChatMessageRemoved(message.RoomId, message.Id));
            return Task.FromResult<Outcome<Done>>(default(Done));
        }, cancellation);

    /// <summary>Restores a removed message to its place. Does nothing if it isn't removed.</summary>
    public Task<Outcome<Done>> RestoreAsync(Viewer viewer, long messageId, CancellationToken cancellation = default) =>
        ChangeAsync(viewer, messageId, async (scope, actor, message) =>
        {
            if (message.RemovedAt is null)
                return default(Done);
            if (!actor.IsModerator && !actor.Is(message.RemovedById))
                return Refusal.NotAllowed;
            if (message.Markdown.Length == 0)
                return TextIsGone;
            (message.RemovedAt, message.RemovedById) = (null, null);
            var view = await scope.Db.ChatMessages.Where(restored => restored.Id == messageId).Select(ChatQueries.Projection).FirstAsync(cancellation);
            scope.Raise(new ChatMessageRestored(view));
            return default(Done);
        }, cancellation);

    private Task<Outcome<Done>> ChangeAsync(
        Viewer viewer, long messageId, Func<WriteScope, Actor, ChatMessage, Task<Outcome<Done>>> change, CancellationToken cancellation) =>
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
                return await change(scope, actor, found);
            },
            cancellation);
}
