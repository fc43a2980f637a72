using Forum.Core.Search.Sqlite;
using Forum.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Forum.Tests.Search;

/// <summary>The segments of the index: at first one per commit, and few after a while.</summary>
public class MergeIndexTests(CastForum forum) : IClassFixture<CastForum>
{
    // Segments are numbered: each lookup is one step along the index's own index.
    private const string Pieces = """
        WITH RECURSIVE "piece" ("Id") AS (
            SELECT min(segid) FROM "PostSearch_idx"
            UNION ALL
            SELECT (SELECT min(segid) FROM "PostSearch_idx" WHERE segid > "piece"."Id") FROM "piece" WHERE "piece"."Id" IS NOT NULL)
        SELECT count("Id") AS "Value" FROM "piece"
        """;

    // A word is stored without the prefix it shares with the previous one.
    private const string BlocksWithTheWord = """SELECT count(*) AS "Value" FROM "PostSearch_data" WHERE instr(block, CAST('graphiqueness' AS BLOB)) > 0""";

    [Fact]
    public async Task Pieces_are_put_together_and_everything_is_found_as_before()
    {
        var thread = await forum.ThreadAsync(text: "A piecemeal thread");
        for (var i = 0; i < 11; i++)
            Assert.True((await forum.ReplyAsync(forum.Cleo, thread.ThreadId, $"Piecemeal reply {i}")).IsDone);
        var before = await forum.FoundAsync("piecemeal");
        Assert.InRange(await PiecesAsync(), 3, int.MaxValue);

        await MergeAllAsync();

        Assert.InRange(await PiecesAsync(), 1, 2);
        Assert.Equal(before, await forum.FoundAsync("piecemeal"));
        await CheckAsync();
        Assert.False(await forum.Get<MergeIndex>().RunStepAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Acts_go_on_while_it_merges()
    {
        var thread = await forum.ThreadAsync();
        var kept = new List<long>();
        for (var i = 0; i < 12; i++)
        {
            var merging = forum.Get<MergeIndex>().RunStepAsync(TestContext.Current.CancellationToken);
            kept.Add((await forum.ReplyAsync(forum.Cleo, thread.ThreadId, "A steadfast reply")).Value.Id);
            var gone = (await forum.ReplyAsync(forum.Cleo, thread.ThreadId, "A steadfast mistake")).Value.Id;
            await forum.RemoveAsync(forum.Mona, gone);
            await merging;
        }

        await MergeAllAsync();

        Assert.Equal(kept.AsEnumerable().Reverse(), await forum.FoundAsync("steadfast"));
        await CheckAsync();
    }

    [Fact]
    public async Task The_words_of_a_removed_post_are_not_left_in_the_one_piece()
    {
        var thread = await forum.ThreadAsync();
        var reply = (await forum.ReplyAsync(forum.Cleo, thread.ThreadId, "Xylographiqueness")).Value;
        await forum.RemoveAsync(forum.Mona, reply.Id);
        Assert.NotEqual(0, await CountAsync(BlocksWithTheWord));

        await MergeAllAsync();
        for (var i = 0; i < 64 && await PiecesAsync() > 1; i++)
        {
            await forum.ReplyAsync(forum.Cleo, thread.ThreadId, "Until there are two of each size");
            await MergeAllAsync();
        }

        Assert.Equal(0, await CountAsync(BlocksWithTheWord));
    }

    private async Task MergeAllAsync()
    {
        while (await forum.Get<MergeIndex>().RunStepAsync(TestContext.Current.CancellationToken))
            await Task.Yield();
    }

    private Task<long> PiecesAsync() => CountAsync(Pieces);

    private async Task<long> CountAsync(string sql)
    {
        await using var db = await forum.Cast.OpenAsync();
        return await db.Database.SqlQueryRaw<long>(sql).SingleAsync(TestContext.Current.CancellationToken);
    }

    // SQLite compares the index with the text, and throws if they differ.
    private async Task CheckAsync()
    {
        await using var db = await forum.Cast.OpenAsync();
        await db.Database.ExecuteSqlAsync($"""INSERT INTO "PostSearch" ("PostSearch") VALUES ('integrity-check')""", TestContext.Current.CancellationToken);
    }
}
