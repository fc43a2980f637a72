using Forum.Core.Access;
using Forum.Core.Data;
using Forum.Core.Markdown;
using Forum.Core.Posts;
using Microsoft.EntityFrameworkCore;

namespace Forum.Core.Notifications;

/// <summary>Notifies the members whom a post mentions or quotes, in the transaction of the act that writes it.</summary>
internal static class MentionNotifier
{
    /// <summary>A post was written.</summary>
    /// <returns>The members notified.</returns>
    public static async Task<IReadOnlyList<int>> NotifyAsync(
        WriteScope scope, Actor actor, NotificationTarget place, string html, CancellationToken cancellation)
    {
        var (names, quoted) = (PostAddressees.NamesIn(html), PostAddressees.QuotedIn(html));
        if (names.Count == 0 && quoted.Count == 0)
            return [];
        var may = scope.Db.CanBeNotified(place, actor.MemberId ?? 0);
        var mentioned = names.Count == 0 ? [] : await may.Where(member => names.Contains(member.NormalizedUserName!)).WithPreferences(scope.Db).ToListAsync(cancellation);
        var told = Add(scope, actor, place, ForumNotifications.Mention, mentioned);
        if (quoted.Count > 0)
        {
            // Only of this thread: elsewhere the author may not be able to read what they quote.
            var authors = scope.Db.Posts.Where(post => quoted.Contains(post.Id) && post.ThreadId == place.ThreadId && post.RemovedAt == null).Select(post => post.AuthorId);
            var ids = (await authors.ToListAsync(cancellation)).OfType<int>().Except(told).ToList();
            var receivers = await may.Where(member => ids.Contains(member.Id)).WithPreferences(scope.Db).ToListAsync(cancellation);
            told = [.. told, .. Add(scope, actor, place, ForumNotifications.Quote, receivers)];
            mentioned = [.. mentioned, .. receivers];
        }

        return await EndAsync(scope, actor, place, told, mentioned, cancellation);
    }

    /// <summary>
    /// A post was edited: notifies newly mentioned members, unless they already have a notification about it.
    /// </summary>
    public static async Task NotifyOfEditAsync(
        WriteScope scope, Actor actor, Post post, string htmlBefore, Lazy<string> excerpt, CancellationToken cancellation)
    {
        var db = scope.Db;
        var before = PostAddressees.MentionsIn(htmlBefore).ToList();
        var knownNames = before.Select(mention => mention.Name.ToUpperInvariant()).ToList();
        var knownIds = before.Select(mention => mention.MemberId).OfType<int>().ToList();
        var names = PostAddressees.NamesIn(post.Html).Except(knownNames).ToList();
        if (names.Count == 0)
            return;

        // A member who had a different name when the post was rendered was already mentioned.
        var board = post.Thread!.Board!;
        var place = new NotificationTarget(board.Id, board.ReadRole, post.ThreadId, post.Thread.Title, post.Number) { Excerpt = excerpt };
        var mentioned = await db.CanBeNotified(place, actor.MemberId ?? 0)
            .Where(member => names.Contains(member.NormalizedUserName!)
                && !knownIds.Contains(member.Id)
                && !db.FormerNames.Any(former => former.MemberId == member.Id && knownNames.Contains(former.NormalizedName))
                && !db.Notifications.Any(told => told.MemberId == member.Id && told.ThreadId == place.ThreadId && told.PostNumber == place.PostNumber
                    && told.Kind != ForumNotifications.Reaction.Kind))
            .WithPreferences(db).ToListAsync(cancellation);
        ReplyNotifier.RefreshCounts(scope, await EndAsync(scope, actor, place, Add(scope, actor, place, ForumNotifications.Mention, mentioned), mentioned, cancellation));
    }

    private static List<int> Add(WriteScope scope, Actor actor, NotificationTarget place, NotificationDefinition kind, List<Receiver> receivers) =>
        MemberNotifier.Add(scope, new NotificationRequested(kind, [], actor.MemberId) { ThreadId = place.ThreadId, PostNumber = place.PostNumber }, receivers);

    private static async Task<IReadOnlyList<int>> EndAsync(
        WriteScope scope, Actor actor, NotificationTarget place, List<int> told, List<Receiver> receivers, CancellationToken cancellation)
    {
        await scope.Db.SaveChangesAsync(cancellation);
        var mailed = receivers.Where(receiver => told.Contains(receiver.Id) && receiver.GetsMail(NotificationTopics.Mentions)).ToList();
        await ReplyNotifier.MailAsync(scope, NotificationMails.Mentioned, [.. mailed.Select(receiver => (receiver.Email!, (int?)receiver.Id))], actor, place);
        return told;
    }
}
