using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Forum.Core.Access;
using Forum.Core.Data;
using Forum.Core.Posts;
using Microsoft.Extensions.Logging;

namespace Forum.Core.Notifications;

/// <summary>
/// Marks what a page has shown as read: recorded in memory, and written a moment later in one batch. A page that shows
/// nothing the viewer was notified about records nothing.
/// </summary>
[ReliesOnSingleWriter("a reply between marking as read and watching again would notify nobody")]
public sealed class NotificationReads(UnreadNotifications unread, ForumWriter writer, TimeProvider clock, ILogger<NotificationReads> log)
    : BatchedWrites(clock, log), IAfterRead<PostsShown>
{
    // {0} the member, {1} the thread, {2} and {3} the first and last number shown, {4} the time. Replies that weren't
    // on the page stay in the same row, including one posted while the page was being sent.
    private static readonly string MoveReplies =
        $$"""
        UPDATE "Notifications" SET "PostNumber" = {3} + 1 WHERE "MemberId" = {0} AND "ThreadId" = {1} AND "Kind" = {{ForumNotifications.Replies.Number}} AND "IsUnread"
        AND "PostNumber" <= {3} AND EXISTS (SELECT 1 FROM "Threads" t WHERE t."Id" = {1} AND t."LastNumber" > {3})
        """;

    private static readonly string Mark =
        $$"""
        UPDATE "Notifications" SET "IsUnread" = FALSE, "ReadAt" = {4} WHERE "MemberId" = {0} AND "ThreadId" = {1} AND "IsUnread"
        AND "PostNumber" <= {3} AND ("Kind" = {{ForumNotifications.Replies.Number}} OR "PostNumber" >= {2})
        """;

    private readonly ConcurrentDictionary<Shown, bool> _shown = new();

    /// <inheritdoc />
    /// <remarks>Short, because people watch the count change, for example in another window.</remarks>
    protected override TimeSpan Pause { get; } = TimeSpan.FromMilliseconds(250);

    /// <inheritdoc />
    public ValueTask HandleAsync(PostsShown shown, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(shown);
        return ShownAsync(shown.Viewer, shown.ThreadId, shown.First, shown.Last, cancellation);
    }

    /// <summary>
    /// A member has had these posts of a thread on a page. In memory only, because a read never writes. Guests are
    /// ignored.
    /// </summary>
    /// <param name="first">The lowest number on the page.</param>
    /// <param name="last">The highest number on the page.</param>
    public async ValueTask ShownAsync(Viewer viewer, int threadId, int first, int last, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(viewer);
        foreach (var told in await unread.OfAsync(viewer, cancellation))
        {
            if (told.ThreadId == threadId && told.PostNumber <= last && (told.Kind == ForumNotifications.Replies.Kind || told.PostNumber >= first))
            {
                _shown[new Shown(viewer.MemberId!.Value, threadId, first, last)] = true;
                return;
            }
        }
    }

    /// <summary>
    /// A member has seen a notification that doesn't lead to a thread, so no other page could mark it as read.
    /// </summary>
    public void Listed(Viewer viewer, long notificationId)
    {
        ArgumentNullException.ThrowIfNull(viewer);
        if (viewer.MemberId is { } memberId)
            _shown[new Shown(memberId, 0, 0, 0, notificationId)] = true;
    }

    /// <inheritdoc />
    public override async Task WriteBatchAsync(CancellationToken cancellation = default)
    {
        if (_shown.IsEmpty)
            return;
        var batch = _shown.Keys.ToArray();
        await writer.WriteAsync<Done>(
            async scope =>
            {
                var sql = new SqlBatch(scope.Db);
                foreach (var shown in batch)
                    await MarkAsync(sql, shown, scope.Now, cancellation);
                await sql.SendAsync(cancellation);
                ReplyNotifier.RefreshCounts(scope, [.. batch.Select(static shown => shown.MemberId).Distinct()]);
                return default(Done);
            },
            cancellation);
        foreach (var shown in batch)
            _shown.TryRemove(shown, out _);
    }

    private static async Task MarkAsync(SqlBatch sql, Shown shown, DateTimeOffset now, CancellationToken cancellation)
    {
        if (shown.NotificationId is { } id)
        {
            await sql.AddAsync(
                $"""UPDATE "Notifications" SET "IsUnread" = FALSE, "ReadAt" = {now.UtcTicks} WHERE "Id" = {id} AND "MemberId" = {shown.MemberId} AND "IsUnread" """,
                cancellation);
            return;
        }

        object[] values = [shown.MemberId, shown.ThreadId, shown.First, shown.Last, now.UtcTicks];
        await sql.AddAsync(FormattableStringFactory.Create(MoveReplies, values), cancellation);
        await sql.AddAsync(FormattableStringFactory.Create(Mark, values), cancellation);
        await Watches.TellAgainAsync(sql, shown.MemberId, shown.ThreadId, cancellation);
    }

    private sealed record Shown(int MemberId, int ThreadId, int First, int Last, long? NotificationId = null);
}
