using Forum.Core.Access;
using Forum.Core.Data;
using Forum.Core.Markdown;
using Forum.Core.Members.Relations;
using Forum.Core.Posts;
using Microsoft.EntityFrameworkCore;

namespace Forum.Core.Notifications;

/// <summary>Notifies members of what others write and do, in the transactions of their acts.</summary>
public sealed class PostNotifications(ForumMarkdown markdown)
    : IBeforeCommit<PostsWritten>, IBeforeCommit<PostEdited>, IBeforeCommit<PostReacted>, IBeforeCommit<MemberFollowed>, IBeforeCommit<NotificationRequested>
{
    /// <summary>The maximum length of what an email quotes of a post, in characters.</summary>
    public const int MaxExcerptLength = 400;

    /// <inheritdoc />
    public async Task HandleAsync(WriteScope scope, PostsWritten fact, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(scope);
        ArgumentNullException.ThrowIfNull(fact);
        if (fact.Author is not { } author)
            return;
        foreach (var post in fact.Posts)
        {
            var place = new NotificationTarget(post.BoardId, post.ReadRole, post.ThreadId, post.Title, post.Number) { Excerpt = Excerpt(post.Markdown) };
            if (post.Number > 1)
            {
                await ReplyNotifier.NotifyOfReplyAsync(scope, author, place, post.Html, cancellation);
                continue;
            }

            await MailFollowersAsync(scope, author, place, cancellation);
            await ReplyNotifier.NotifyOfThreadAsync(scope, author, place, post.Html, cancellation);
        }
    }

    /// <inheritdoc />
    public Task HandleAsync(WriteScope scope, PostEdited fact, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(fact);
        return MentionNotifier.NotifyOfEditAsync(scope, fact.Editor, fact.Post, fact.HtmlBefore, Excerpt(fact.Post.Markdown), cancellation);
    }

    /// <inheritdoc />
    public Task HandleAsync(WriteScope scope, PostReacted fact, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(fact);
        return MemberNotifier.NotifyOfReactionAsync(scope, fact.Member, fact.Post, fact.Change, cancellation);
    }

    /// <inheritdoc />
    public Task HandleAsync(WriteScope scope, MemberFollowed fact, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(fact);
        return MemberNotifier.NotifyOfFollowerAsync(scope, fact.Follower, fact.MemberId, cancellation);
    }

    /// <inheritdoc />
    public Task HandleAsync(WriteScope scope, NotificationRequested fact, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(scope);
        ArgumentNullException.ThrowIfNull(fact);
        return MemberNotifier.NotifyAsync(scope, fact, cancellation);
    }

    // Without spoilers and formatting. Most posts are mailed to nobody.
    private Lazy<string> Excerpt(string text) => new(() => markdown.ParsePost(text).ToPlainText(MaxExcerptLength));

    // Those who may read the thread and don't ignore its board.
    private static async Task MailFollowersAsync(WriteScope scope, Actor author, NotificationTarget place, CancellationToken cancellation)
    {
        var followers = await scope.Db.MemberFollows.Where(follow => follow.FollowedId == author.MemberId)
            .Join(scope.Db.Users, follow => follow.FollowerId, member => member.Id, (follow, member) => member)
            .Where(member => member.EmailConfirmed && member.Role >= place.ReadRole && member.LockedAt == null && !member.AwaitsApproval
                && member.DeletionDueAt == null && (member.UnwantedMail & NotificationTopics.Followed.Bit) == 0
                && !scope.Db.IgnoredBoards.Any(ignored => ignored.MemberId == member.Id && ignored.BoardId == place.BoardId))
            .Select(member => new { member.Id, member.Email })
            .ToListAsync(cancellation);
        await ReplyNotifier.MailAsync(scope, NotificationMails.FollowedStartedThread, [.. followers.Select(follower => (follower.Email!, (int?)follower.Id))], author, place);
    }
}
