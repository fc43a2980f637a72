using Forum.Core.Access;
using Forum.Core.Accounts;
using Forum.Core.Boards;
using Forum.Core.Data;
using Forum.Core.Members;
using Forum.Core.Members.Profiles;
using Forum.Core.Members.Relations;
using Forum.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Forum.Tests.Members;

/// <summary>Who can decide what they see and from whom, checked in the core itself.</summary>
public class RelationPermissionsTests(PermissionForum site) : IClassFixture<PermissionForum>
{
    // Guest, locked-out member, member, author, moderator, administrator. Locked-out members can still choose what they
    // see.
    private static readonly PermissionTable Own = new(
        """
        BlockMember.BlockAsync     | * | sign-in done       done done done done
        BlockMember.UnblockAsync   | * | sign-in done       done done done done
        ChangePreferences.RunAsync     | * | sign-in done       done done done done
        FollowMember.FollowAsync   | * | sign-in locked-out done done done done
        FollowMember.UnfollowAsync | * | sign-in done       done done done done
        """);

    private static readonly PermissionTable Boards = new(
        """
        IgnoreBoard.RunAsync | *       | sign-in done    done    done    done done
        IgnoreBoard.RunAsync | members | sign-in nothing done    done    done done
        IgnoreBoard.RunAsync | staff   | sign-in nothing nothing nothing done done
        """);

    [Fact]
    public Task Members_decide_about_what_they_see_and_guests_about_nothing() =>
        site.HoldsAsync(Own, async (what, _, viewer) => [await TryAsync(what, viewer)]);

    [Fact]
    public Task Boards_are_ignored_by_those_who_see_them() => site.HoldsAsync(Boards, IgnoreAsync, static _ => PermissionForum.BoardPlaces);

    [Fact]
    public async Task A_lock_counts_on_a_page_that_was_opened_before_it()
    {
        var before = await site.Forum.MemberAsync();
        await site.Forum.Get<ChangeMemberStatus>().SetLockedAsync(site.Forum.Ada, before.MemberId!.Value, locked: true);
        var members = await site.MakeAsync(PlaceKind.Members);

        Assert.Equal("locked-out", PermissionCheck.NameOf(await TryAsync("FollowMember.FollowAsync", before)));
        Assert.Equal("nothing", PermissionCheck.NameOf((await site.Forum.Get<IgnoreBoard>().RunAsync(before, members.BoardId, true, TestContext.Current.CancellationToken)).Refusal));
    }

    [Fact]
    public async Task Whom_somebody_follows_and_has_blocked_is_listed_for_nobody_else()
    {
        var (people, owner) = (site.Forum.Get<RelationQueries>(), await site.Forum.MemberAsync());
        var (liked, disliked) = (await site.Forum.MemberAsync(), await site.Forum.MemberAsync());
        Assert.True((await site.Forum.Get<FollowMember>().FollowAsync(owner, liked.MemberId!.Value)).IsDone);
        Assert.True((await site.Forum.Get<BlockMember>().BlockAsync(owner, disliked.MemberId!.Value)).IsDone);
        Assert.Equal([liked.Name], (await people.FollowedAsync(owner)).Select(member => member.Name));
        Assert.Equal([disliked.Name], (await people.BlockedAsync(owner)).Select(member => member.Name));

        foreach (var (name, viewer, _) in site.Everybody)
        {
            Assert.DoesNotContain(await people.FollowedAsync(viewer), member => member.Id == liked.MemberId);
            Assert.DoesNotContain(await people.BlockedAsync(viewer), member => member.Id == disliked.MemberId);
            foreach (var other in new[] { liked, disliked })
            {
                Assert.Equal((name, new Relation(false, false)), (name, await people.WithAsync(viewer, other.MemberId!.Value)));
                Assert.Equal((name, new Relation(false, false)), (name, await site.Forum.Get<ProfileQueries>().RelationAsync(viewer, other.MemberId.Value)));
            }
        }
    }

    private async Task<IReadOnlyList<Refusal?>> IgnoreAsync(string what, PlaceKind where, Viewer viewer)
    {
        var place = await site.MakeAsync(where);
        var refusals = new List<Refusal?>();
        foreach (var isIgnored in new[] { true, false })
        {
            var outcome = await site.Forum.Get<IgnoreBoard>().RunAsync(viewer, place.BoardId, isIgnored);
            refusals.Add(outcome.Refusal);
            if (outcome.IsDone)
                Assert.Equal(place.BoardSlug, outcome.Value);
        }

        return refusals;
    }

    // With a new member each time, so that no act finds its work already done.
    private async Task<Refusal?> TryAsync(string what, Viewer viewer)
    {
        var (forum, other) = (site.Forum, (await site.Forum.MemberAsync()).MemberId!.Value);
        if (viewer.MemberId is { } id)
            await RelateAsync(what, id, other);
        return what switch
        {
            "BlockMember.BlockAsync" => (await forum.Get<BlockMember>().BlockAsync(viewer, other)).Refusal,
            "BlockMember.UnblockAsync" => (await forum.Get<BlockMember>().UnblockAsync(viewer, other)).Refusal,
            "ChangePreferences.RunAsync" => (await forum.Get<ChangePreferences>().RunAsync(viewer, new PreferencesForm(Theme.Dark, 1, true, true, "", ""))).Refusal,
            "FollowMember.FollowAsync" => (await forum.Get<FollowMember>().FollowAsync(viewer, other)).Refusal,
            "FollowMember.UnfollowAsync" => (await forum.Get<FollowMember>().UnfollowAsync(viewer, other)).Refusal,
            _ => throw new ArgumentOutOfRangeException(nameof(what), what, null),
        };
    }

    // Without the acts, one of which would refuse it to a locked-out member.
    private async Task RelateAsync(string what, int memberId, int otherId)
    {
        await using var db = await site.Forum.Cast.OpenAsync();
        if (what == "BlockMember.UnblockAsync")
            db.MemberBlocks.Add(new MemberBlock { MemberId = memberId, BlockedId = otherId });
        if (what == "FollowMember.UnfollowAsync")
        {
            db.MemberFollows.Add(new MemberFollow { FollowerId = memberId, FollowedId = otherId, Since = DateTimeOffset.UnixEpoch });
            await db.Users.Where(member => member.Id == otherId).ExecuteUpdateAsync(set => set.SetProperty(member => member.FollowerCount, 1));
        }

        await db.SaveChangesAsync();
    }
}
