using Forum.Core.Access;
using Forum.Core.Data;
using Forum.Core.Notifications;
using Forum.Core.Threads;
using Forum.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Forum.Tests.Notifications;

/// <summary>What notification tests need from a forum.</summary>
internal static class NotifiedForum
{
    /// <summary>All that can be mailed.</summary>
    public static MailTopics Mailable { get; } = MailTopic.SetOf([NotificationTopics.Replies, NotificationTopics.Mentions, NotificationTopics.BoardThreads]);

    extension(CastForum forum)
    {
        public async Task WatchAsync(Viewer viewer, int threadId, bool isWatched = true) =>
            Assert.True((await forum.Get<WatchThread>().RunAsync(viewer, threadId, isWatched)).IsDone);

        public async Task WatchBoardAsync(Viewer viewer, int boardId, bool isWatched = true) =>
            Assert.True((await forum.Get<WatchBoard>().RunAsync(viewer, boardId, isWatched)).IsDone);

        /// <summary>A thread by a member who isn't otherwise part of the test, watched by the viewer.</summary>
        public async Task<ThreadPlace> WatchedThreadAsync(Viewer viewer, int? boardId = null)
        {
            var thread = await forum.ThreadAsync(forum.Mona, boardId);
            await forum.WatchAsync(viewer, thread.ThreadId);
            return thread;
        }

        /// <summary>The member's unread notifications, as "Mention 3": the kind and the post.</summary>
        public async Task<IReadOnlyList<string>> UnreadAsync(Viewer viewer) =>
            [.. (await forum.Get<UnreadNotifications>().OfAsync(await forum.Cast.NowAsync(viewer))).OrderBy(told => told.Id).Select(told => $"{forum.Get<Register<NotificationDefinition>>().Find(told.Kind.Number)!.Name} {told.PostNumber}")];

        /// <summary>The member's notifications, from all pages of the list.</summary>
        public async Task<IReadOnlyList<NotificationView>> ListAsync(Viewer viewer, NotificationKinds kinds = NotificationKinds.All)
        {
            var (all, now) = (new List<NotificationView>(), await forum.Cast.NowAsync(viewer));
            for (NotificationCursor? after = null; ;)
            {
                var page = await forum.Get<MyNotifications>().PageAsync(now, kinds, after);
                all.AddRange(page.Take(MyNotifications.PageSize));
                if (page.Count <= MyNotifications.PageSize)
                    return all;
                after = new NotificationCursor(all[^1].Id, all[^1].IsUnread);
            }
        }

        /// <summary>Marks these posts as shown to the member on a page, and writes that.</summary>
        public async Task ShowAsync(Viewer viewer, int threadId, int first, int last)
        {
            await forum.Get<NotificationReads>().ShownAsync(await forum.Cast.NowAsync(viewer), threadId, first, last);
            await forum.Get<NotificationReads>().WriteBatchAsync();
        }

        public async Task ChooseAsync(Viewer viewer, NotificationPreferences wishes) =>
            Assert.True((await forum.Get<ChangeNotificationPreferences>().ChooseAsync(viewer, wishes)).IsDone);

        public async Task ChangeAsync(Viewer viewer, Action<Member> change)
        {
            await using var db = await forum.Cast.OpenAsync();
            change(await db.Users.SingleAsync(member => member.Id == viewer.MemberId));
            await db.SaveChangesAsync();
        }
    }
}
