using System.Runtime.CompilerServices;
using Forum.Core.Data;

namespace Forum.Core.Notifications;

/// <summary>The state of a watch, in addition to its notification.</summary>
internal static class Watches
{
    private static readonly string TellAgain =
        $$"""
        UPDATE "ThreadWatches" SET "ToldFrom" = {{ThreadWatch.ToTell}} WHERE "MemberId" = {0} AND "ToldFrom" > {{ThreadWatch.ToTell}} AND NOT EXISTS (
            SELECT 1 FROM "Notifications" n WHERE n."MemberId" = {0} AND n."ThreadId" = "ThreadWatches"."ThreadId"
            AND n."Kind" = {{ForumNotifications.Replies.Number}} AND n."IsUnread")
        """;

    /// <summary>
    /// Re-arms a watch: a member who has read the notification is notified of the next reply again, in the transaction
    /// that marked it as read.
    /// </summary>
    /// <param name="batch">The batch to add the statement to.</param>
    /// <param name="threadId">The thread; null for all that the member watches.</param>
    public static Task TellAgainAsync(SqlBatch batch, int memberId, int? threadId, CancellationToken cancellation)
    {
        return batch.AddAsync(
            threadId is { } id
                ? FormattableStringFactory.Create(TellAgain + """ AND "ThreadId" = {1}""", memberId, id)
                : FormattableStringFactory.Create(TellAgain, memberId),
            cancellation);
    }
}
