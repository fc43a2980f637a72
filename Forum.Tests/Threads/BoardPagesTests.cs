using Forum.Core.Access;
using Forum.Core.Threads;
using Forum.Tests.Support;


namespace Forum.Tests.Threads;

public class BoardPagesTests(CastForum forum) : IClassFixture<CastForum>
{
    [Fact]
    public async Task Forty_five_threads_fill_three_pages_without_the_removed_ones()
    {
        var board = await forum.BoardAsync();
        var threads = new List<int>();
        for (var number = 0; number < 45; number++)
            threads.Add((await forum.ThreadAsync(boardId: board.Id)).ThreadId);
        threads.Reverse();
        var removed = threads[22];
        await forum.ModerateAsync(forum.Mona, removed, ThreadModeration.Remove);
        var standing = threads.Where(id => id != removed).ToList();

        Assert.Equal(standing[..20], await IdsAsync(board.Id, 1));
        Assert.Equal(standing[20..40], await IdsAsync(board.Id, 2));
        Assert.Equal(standing[40..], await IdsAsync(board.Id, 3));
        Assert.Empty(await IdsAsync(board.Id, 4));
        Assert.Equal(3, (await forum.SeenBoardAsync(Viewer.Guest, board.Id))?.PageCount);
        Assert.Equal([removed], (await forum.RowsAsync(forum.Mona, board.Id, removed: true)).Select(row => row.Id));
        Assert.Empty(await forum.RowsAsync(forum.Bob, board.Id, removed: true));
    }

    [Theory]
    [InlineData("2", 2)]
    [InlineData("9", 2)]
    [InlineData("0", 1)]
    [InlineData("-1", 1)]
    [InlineData("abc", 1)]
    [InlineData("99999999999999999999", 2)]
    public async Task A_page_that_is_not_there_shows_the_nearest(string asked, int shown)
    {
        var board = await forum.BoardAsync();
        for (var number = 0; number < 21; number++)
            await forum.ThreadAsync(boardId: board.Id);
        using var guest = forum.Guest();

        var page = await guest.GetAsync($"/b/{board.Slug}?page={asked}");

        Assert.Equal(200, page.Status);
        Assert.Contains($"aria-current=\"page\">{shown}<", page.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_newest_activity_comes_first()
    {
        var board = await forum.BoardAsync();
        var first = await forum.ThreadAsync(boardId: board.Id);
        var second = await forum.ThreadAsync(boardId: board.Id);
        await forum.ReplyAsync(forum.Cleo, first.ThreadId, "Up it goes");

        Assert.Equal([first.ThreadId, second.ThreadId], await IdsAsync(board.Id, 1));
    }

    private async Task<IEnumerable<int>> IdsAsync(int boardId, int page) => (await forum.RowsAsync(Viewer.Guest, boardId, page)).Select(row => row.Id);
}
