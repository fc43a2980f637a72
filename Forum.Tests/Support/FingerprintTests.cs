using Microsoft.EntityFrameworkCore;

namespace Forum.Tests.Support;

/// <summary>The fingerprint sees each value of each table that it doesn't name as changed by reading.</summary>
public class FingerprintTests(CastForum forum) : IClassFixture<CastForum>
{
    [Fact]
    public async Task A_change_is_seen_in_its_table_alone()
    {
        await using var db = await forum.Cast.OpenAsync();
        var before = await Fingerprint.OfAsync(db);

        await db.Users.Where(member => member.Id == forum.Bob.MemberId).ExecuteUpdateAsync(set => set.SetProperty(member => member.HidesLastSeen, true));
        await db.State.ExecuteUpdateAsync(set => set.SetProperty(state => state.Name, "Another name"));

        Assert.Equal(["ForumState", "Members"], (await Fingerprint.OfAsync(db)).ChangesSince(before).Order());
    }

    [Fact]
    public async Task What_reading_changes_is_not()
    {
        await using var db = await forum.Cast.OpenAsync();
        var thread = await forum.ThreadAsync();
        var before = await Fingerprint.OfAsync(db);

        await db.Users.ExecuteUpdateAsync(set => set.SetProperty(member => member.LastSeenAt, DateTimeOffset.UnixEpoch));
        await db.Threads.ExecuteUpdateAsync(set => set.SetProperty(row => row.ViewCount, 7));
        db.ThreadReads.Add(new() { MemberId = forum.Bob.MemberId!.Value, ThreadId = thread.ThreadId, LastNumber = 1 });
        await db.SaveChangesAsync();

        Assert.Empty((await Fingerprint.OfAsync(db)).ChangesSince(before));
    }

    [Fact]
    public async Task What_it_leaves_out_exists()
    {
        await using var db = await forum.Cast.OpenAsync();

        Assert.Empty(Fingerprint.Unknown(db.Model));
    }
}
