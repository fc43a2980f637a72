using System.Runtime.CompilerServices;
using Forum.Core.Data;

namespace Forum.Core.Notifications;

/// <summary>The state of a watch, in addition to its notification.</summary>
internal static class Watches
{
    /// <summary>
    /// Re-arms a watch: a member who has read the notification is notified of the next reply again, in the transaction
    /// that marked it as read.
    /// </summary>
    /// <param name="batch">The batch to add the statement to.</param>
    /// <param name="threadId">The thread; null for all that the member watches.</param>
    public static Task TellAgainAsync(SqlBatch batch, int memberId, int? threadId, CancellationToken cancellation)
    {
        const string Statement =
            """
            UPDATE "ThreadWatches" SET "ToldFrom" = 0 WHERE "MemberId" = {0} AND "ToldFrom" > 0 AND NOT EXISTS (
                SELECT 1 FROM "Notifications" n WHERE n."MemberId" = {0} AND n."ThreadId" = "ThreadWatches"."ThreadId" AND n."Kind" = 1 AND n."IsUnread")
            """;
        return batch.AddAsync(
            threadId is { } id
                ? FormattableStringFactory.Create(Statement + """ AND "ThreadId" = {1}""", memberId, id)
                : FormattableStringFactory.Create(Statement, memberId),
            cancellation);
    }
}
