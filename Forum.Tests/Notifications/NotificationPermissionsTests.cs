using Forum.Core.Access;
using Forum.Core.Data;
using Forum.Core.Notifications;
using Forum.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Forum.Tests.Notifications;

/// <summary>Who can watch what, and who gets which notifications, checked in the core itself.</summary>
public class NotificationPermissionsTests(PermissionForum site) : IClassFixture<PermissionForum>
{
    // Guest, locked-out member, member, author, moderator, administrator. Locked-out members can still choose their
    // notifications.
    private static readonly PermissionTable Acts = new(
        """
        MyNotifications.ReadAllAsync    | *             | sign-in done    done    done    done    done
        MyNotifications.ReadAsync       | *             | sign-in nothing nothing nothing nothing nothing
        ChangeNotificationPreferences.ChooseAsync | *             | sign-in done    done    done    done    done
        WatchBoard.RunAsync             | *             | sign-in locked-out done    done    done    done
        WatchBoard.RunAsync             | members       | sign-in nothing done    done    done    done
        WatchBoard.RunAsync             | staff         | sign-in nothing nothing nothing done    done
        WatchThread.RunAsync            | *             | sign-in locked-out done    done    done    done
        WatchThread.RunAsync            | members       | sign-in nothing done    done    done    done
        WatchThread.RunAsync            | staff removed | sign-in nothing nothing nothing done    done
        """);

    [Fact]
    public Task What_is_watched_is_seen_and_what_is_read_is_ones_own() => site.HoldsAsync(
        Acts,
        async (what, where, viewer) => [await TryAsync(what, viewer, await site.MakeAsync(where))],
        what => what.StartsWith("WatchThread", StringComparison.Ordinal) ? PermissionForum.Places : PermissionForum.BoardPlaces);

    [Fact]
    public async Task Nobody_sees_what_somebody_else_is_told_or_watches()
    {
        var forum = site.Forum;
        var member = await forum.MemberAsync();
        var thread = await forum.WatchedThreadAsync(member);
        await forum.ReplyAsync(await forum.MemberAsync(), thread.ThreadId, "A reply");
        var told = Assert.Single(await forum.ListAsync(member));

        // Except for the member who started it, and watches it too.
        foreach (var (name, viewer, _) in site.Everybody)
        {
            Assert.DoesNotContain(await forum.Get<MyNotifications>().PageAsync(viewer, NotificationKinds.All, null, TestContext.Current.CancellationToken), row => row.Id == told.Id);
            Assert.DoesNotContain(await forum.Get<UnreadNotifications>().OfAsync(viewer, TestContext.Current.CancellationToken), row => row.Id == told.Id);
            Assert.Equal((name, viewer.Is(forum.Mona.MemberId)), (name, await forum.Get<MyWatches>().WatchesThreadAsync(viewer, thread.ThreadId, TestContext.Current.CancellationToken)));
            Assert.Equal((name, viewer.Is(forum.Mona.MemberId)), (name, (await forum.Get<MyWatches>().ThreadsAsync(viewer, 1, TestContext.Current.CancellationToken)).Any(row => row.ThreadId == thread.ThreadId)));
        }
    }

    private async Task<Refusal?> TryAsync(string what, Viewer viewer, Place place)
    {
        var forum = site.Forum;
        return what switch
        {
            "MyNotifications.ReadAllAsync" => (await forum.Get<MyNotifications>().ReadAllAsync(viewer)).Refusal,
            "MyNotifications.ReadAsync" => (await forum.Get<MyNotifications>().ReadAsync(viewer, await SomebodyElsesAsync())).Refusal,
            "ChangeNotificationPreferences.ChooseAsync" => (await forum.Get<ChangeNotificationPreferences>().ChooseAsync(viewer, new NotificationPreferences(NotificationKinds.All, default, true))).Refusal,
            "WatchBoard.RunAsync" => (await forum.Get<WatchBoard>().RunAsync(viewer, place.BoardId, true)).Refusal,
            "WatchThread.RunAsync" => (await forum.Get<WatchThread>().RunAsync(viewer, place.ThreadId, true)).Refusal,
            _ => throw new ArgumentOutOfRangeException(nameof(what), what, null),
        };
    }

    private async Task<long> SomebodyElsesAsync()
    {
        await using var db = await site.Forum.Cast.OpenAsync();
        var member = await db.Users.OrderByDescending(row => row.Id).FirstAsync();
        var told = new Notification { MemberId = (await site.Forum.MemberAsync()).MemberId ?? member.Id, Kind = ForumNotifications.Follower.Kind, At = DateTimeOffset.UnixEpoch };
        db.Notifications.Add(told);
        await db.SaveChangesAsync();
        return told.Id;
    }
}
