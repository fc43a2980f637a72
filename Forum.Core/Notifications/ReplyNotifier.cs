using System.Globalization;
using System.Runtime.CompilerServices;
using Forum.Core.Access;
using Forum.Core.Data;
using Forum.Core.Mail;
using Microsoft.EntityFrameworkCore;

namespace Forum.Core.Notifications;

/// <summary>
/// Notifies members of a post, in the transaction of the act that writes it. Members who are mentioned or quoted get
/// only that notification. Watchers are notified by bulk statements, and each only once until they've read it.
/// </summary>
internal static class ReplyNotifier
{
    // {0} the thread, {1} the post's number, {2} the author, {3} the board, {4} the role required to read, {5} the
    // time.
    private static readonly string WatchOwn =
        $$"""
        INSERT INTO "ThreadWatches" ("MemberId", "ThreadId", "ToldFrom", "Since")
        SELECT m."Id", {0}, {{ThreadWatch.ToTell}}, {5} FROM "Members" m
        WHERE m."Id" = {2} AND NOT EXISTS (SELECT 1 FROM "MemberChoices" c WHERE c."MemberId" = m."Id" AND c."WatchesByHand")
        ON CONFLICT DO NOTHING
        """;

    private static readonly string ChooseWatchers =
        $$"""
        UPDATE "ThreadWatches" SET "ToldFrom" = {1} WHERE "ThreadId" = {0} AND "ToldFrom" = {{ThreadWatch.ToTell}} AND "MemberId" <> {2}
        AND EXISTS (SELECT 1 FROM "Members" m WHERE m."Id" = "ThreadWatches"."MemberId" AND
        """ + " " + Receivers.CanBeNotifiedSql + ")";

    // Only if the post addresses someone: they've already been notified.
    private static readonly string ButNotTwice =
        $$"""
        AND NOT EXISTS (SELECT 1 FROM "Notifications" n WHERE n."MemberId" = "ThreadWatches"."MemberId" AND n."ThreadId" = {0}
            AND n."Kind" IN ({{ForumNotifications.Mention.Number}}, {{ForumNotifications.Quote.Number}}) AND n."PostNumber" = {1} AND n."IsUnread")
        """;

    private const string Insert = """INSERT INTO "Notifications" ("MemberId", "Kind", "ThreadId", "PostNumber", "ById", "Count", "At", "IsUnread") """;

    private static readonly string NotifyWatchers = Insert +
        $$"""
        SELECT w."MemberId", {{ForumNotifications.Replies.Number}}, {0}, {1}, NULLIF({2}, 0), 1, {5}, TRUE FROM "ThreadWatches" w WHERE w."ThreadId" = {0} AND w."ToldFrom" = {1}
        AND NOT EXISTS (SELECT 1 FROM "MemberChoices" c WHERE c."MemberId" = w."MemberId" AND (c."SilentKinds" & {{(int)ForumNotifications.Replies.Bit}}) <> 0)
        ON CONFLICT DO NOTHING
        """;

    private const string NotYetNotified = "AND " + Receivers.CanBeNotifiedSql +
        """
         AND NOT EXISTS (SELECT 1 FROM "Notifications" n WHERE n."MemberId" = m."Id" AND n."ThreadId" = {0} AND n."IsUnread")
        AND NOT EXISTS (SELECT 1 FROM "MemberChoices" c WHERE c."MemberId" = m."Id" AND (c."SilentKinds" & {6}) <> 0)
        ON CONFLICT DO NOTHING
        """;

    private static readonly string NotifyFollowers = Insert +
        $$"""
        SELECT m."Id", {{ForumNotifications.FollowedThread.Number}}, {0}, {1}, {2}, 1, {5}, TRUE FROM "MemberFollows" f JOIN "Members" m ON m."Id" = f."FollowerId" WHERE f."FollowedId" = {2}
        """ + " " + NotYetNotified;

    private static readonly string NotifyBoard = Insert +
        $$"""
        SELECT m."Id", {{ForumNotifications.BoardThread.Number}}, {0}, {1}, NULLIF({2}, 0), 1, {5}, TRUE FROM "BoardWatches" w JOIN "Members" m ON m."Id" = w."MemberId" WHERE w."BoardId" = {3}
        """ + " " + NotYetNotified;

    private static readonly Func<ForumDb, int, int, IAsyncEnumerable<NotifiedWatcher>> NotifiedOf = EF.CompileAsyncQuery(
        (ForumDb db, int threadId, int number) => db.ThreadWatches
            .Where(watch => watch.ThreadId == threadId && watch.ToldFrom == number)
            .Select(watch => new NotifiedWatcher(watch.MemberId, db.MemberPreferences.Any(choices => choices.MemberId == watch.MemberId
                && (choices.WantedMail & NotificationTopics.Replies.Bit) != 0 && (choices.SilentKinds & ForumNotifications.Replies.Bit) == 0))));

    /// <summary>A reply was saved: its author starts watching, and watchers are notified.</summary>
    public static async Task NotifyOfReplyAsync(WriteScope scope, Actor actor, NotificationTarget place, string html, CancellationToken cancellation)
    {
        var addressed = await MentionNotifier.NotifyAsync(scope, actor, place, html, cancellation);
        object[] values = [place.ThreadId, place.PostNumber, actor.MemberId ?? 0, place.BoardId, (int)place.ReadRole, scope.Now.UtcTicks];
        var batch = new SqlBatch(scope.Db);
        if (actor.MemberId is not null)
            await batch.AddAsync(FormattableStringFactory.Create(WatchOwn, values), cancellation);
        await batch.AddAsync(FormattableStringFactory.Create(addressed.Count > 0 ? ChooseWatchers + ButNotTwice : ChooseWatchers, values), cancellation);
        await batch.AddAsync(FormattableStringFactory.Create(NotifyWatchers, values), cancellation);
        var told = new List<NotifiedWatcher>();
        if (await batch.SendAsync(cancellation) > 0)
        {
            await foreach (var watcher in NotifiedOf(scope.Db, place.ThreadId, place.PostNumber))
                told.Add(watcher);
        }

        if (told.Exists(static watcher => watcher.WantsMail))
            await MailWatchersAsync(scope, actor, place, [.. told.Where(static watcher => watcher.WantsMail).Select(static watcher => watcher.MemberId)], cancellation);
        RefreshCounts(scope, [.. addressed, .. told.Select(static watcher => watcher.MemberId)]);
    }

    /// <summary>
    /// A thread was saved: its author starts watching it, and followers of the author and watchers of the board are
    /// notified.
    /// </summary>
    public static async Task NotifyOfThreadAsync(WriteScope scope, Actor actor, NotificationTarget place, string html, CancellationToken cancellation)
    {
        var (db, byId) = (scope.Db, actor.MemberId ?? 0);
        var addressed = await MentionNotifier.NotifyAsync(scope, actor, place, html, cancellation);
        object[] values = [place.ThreadId, place.PostNumber, byId, place.BoardId, (int)place.ReadRole, scope.Now.UtcTicks];
        var batch = new SqlBatch(db);
        if (actor.MemberId is not null)
        {
            await batch.AddAsync(FormattableStringFactory.Create(WatchOwn, values), cancellation);
            await batch.AddAsync(FormattableStringFactory.Create(NotifyFollowers, [.. values, (int)ForumNotifications.FollowedThread.Bit]), cancellation);
        }

        await batch.AddAsync(FormattableStringFactory.Create(NotifyBoard, [.. values, (int)ForumNotifications.BoardThread.Bit]), cancellation);
        await batch.SendAsync(cancellation);
        await MailBoardAsync(scope, actor, place, cancellation);

        // Some of them weren't notified: they check once in vain, which is cheaper than finding out who was.
        var followers = await db.MemberFollows.Where(follow => follow.FollowedId == byId).Select(follow => follow.FollowerId).ToListAsync(cancellation);
        var watchers = await db.BoardWatches.Where(watch => watch.BoardId == place.BoardId).Select(watch => watch.MemberId).ToListAsync(cancellation);
        RefreshCounts(scope, [.. addressed, .. followers, .. watchers]);
    }

    /// <summary>Refreshes the unread counts of these members after the commit.</summary>
    public static void RefreshCounts(WriteScope scope, IReadOnlyList<int> memberIds)
    {
        if (memberIds.Count > 0)
            scope.Raise(new NotificationsChanged(memberIds.Count == 1 ? memberIds : [.. memberIds.Distinct()]));
    }

    /// <summary>Queues an email about a post, if anyone gets it.</summary>
    public static Task MailAsync(
        WriteScope scope, MailDefinition kind, IReadOnlyCollection<(string To, int? MemberId)> receivers, Actor actor, NotificationTarget place) =>
        receivers.Count == 0 ? Task.CompletedTask : MailOutbox.AddToAllAsync(
            scope, kind, receivers,
            ("name", actor.Name), ("title", place.Title), ("text", place.Excerpt?.Value ?? ""), ("board", place.BoardId.ToString(CultureInfo.InvariantCulture)),
            ("thread", place.ThreadId.ToString(CultureInfo.InvariantCulture)), ("number", place.PostNumber.ToString(CultureInfo.InvariantCulture)));

    private static async Task MailWatchersAsync(WriteScope scope, Actor actor, NotificationTarget place, int[] memberIds, CancellationToken cancellation)
    {
        var receivers = await scope.Db.Users.Where(member => memberIds.Contains(member.Id) && member.EmailConfirmed)
            .Select(member => new { member.Id, member.Email }).ToListAsync(cancellation);
        await MailAsync(scope, NotificationMails.RepliesInWatchedThread, [.. receivers.Select(receiver => (receiver.Email!, (int?)receiver.Id))], actor, place);
    }

    // Followers of the author who get that email already have one.
    private static async Task MailBoardAsync(WriteScope scope, Actor actor, NotificationTarget place, CancellationToken cancellation)
    {
        var (db, byId) = (scope.Db, actor.MemberId ?? 0);
        var receivers = await db.BoardWatches.Where(watch => watch.BoardId == place.BoardId)
            .Join(db.CanBeNotified(place, byId), watch => watch.MemberId, member => member.Id, (watch, member) => member)
            .Where(member => member.EmailConfirmed
                && db.MemberPreferences.Any(choices => choices.MemberId == member.Id && (choices.WantedMail & NotificationTopics.BoardThreads.Bit) != 0
                    && (choices.SilentKinds & ForumNotifications.BoardThread.Bit) == 0)
                && ((member.UnwantedMail & NotificationTopics.Followed.Bit) != 0
                    || !db.MemberFollows.Any(follow => follow.FollowerId == member.Id && follow.FollowedId == byId)))
            .Select(member => new { member.Id, member.Email })
            .ToListAsync(cancellation);
        await MailAsync(scope, NotificationMails.ThreadInWatchedBoard, [.. receivers.Select(receiver => (receiver.Email!, (int?)receiver.Id))], actor, place);
    }

    private sealed record NotifiedWatcher(int MemberId, bool WantsMail);
}
