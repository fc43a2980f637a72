using Forum.Core.Access;
using Forum.Core.Search;
using Forum.Core.Search.Sqlite;
using Forum.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Forum.Tests.Data;

/// <summary>Searches once in each way in the busy forum, indexes its older posts and merges the index.</summary>
internal sealed class BusySearch(CastForum forum)
{
    public async Task RunAsync(Place place)
    {
        SearchRequest[] requests =
        [
            new("post"), new("post \"for cleo\" -nothing") { Order = SearchOrder.Best, Page = 3 }, new("thread") { TitlesOnly = true },
            new("post") { Board = "general" }, new("post") { ThreadId = place.ThreadId }, new("post") { Author = "Bob" },
        ];
        foreach (var viewer in new[] { Viewer.Guest, forum.Cleo, forum.Ada })
        {
            foreach (var request in requests)
                Assert.NotEmpty((await forum.Get<SearchQueries>().FindAsync(viewer, request)).Value.Hits);
            foreach (var (of, id) in new[] { (NewestOf.Forum, 0), (NewestOf.Board, place.BoardId), (NewestOf.Thread, place.ThreadId), (NewestOf.Author, forum.Bob.MemberId!.Value) })
                Assert.NotEmpty(await forum.Get<NewestQueries>().FindAsync(viewer, of, id, 20));
        }

        await using (var db = await forum.Cast.OpenAsync())
            await db.SearchProgress.ExecuteUpdateAsync(set => set.SetProperty(progress => progress.TextVersion, 0));
        while (await forum.Get<IndexPosts>().RunBatchAsync())
            await Task.Yield();
        while (await forum.Get<MergeIndex>().RunStepAsync())
            await Task.Yield();
    }
}
