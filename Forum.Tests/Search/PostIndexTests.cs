using Forum.Core.Access;
using Forum.Core.Posts;
using Forum.Core.Threads;
using Forum.Tests.Support;
using Forum.Web.Components;
using Microsoft.EntityFrameworkCore;

namespace Forum.Tests.Search;

/// <summary>Each act updates the index: the very next search finds what's there, and nothing that isn't.</summary>
public class PostIndexTests(CastForum forum) : IClassFixture<CastForum>
{
    [Fact]
    public async Task A_thread_and_its_replies_are_found_at_once()
    {
        var place = (await forum.StartAsync(forum.Bob, await forum.Cast.BoardIdAsync("general"), "A zebrafinch sings", "About birdcages.")).Value;
        var opening = (await forum.PostsAsync(place.ThreadId))[0];
        var reply = (await forum.ReplyAsync(forum.Cleo, place.ThreadId, "My zebrafinch is silent in its birdcages.")).Value;

        Assert.Equal([reply.Id, opening.Id], await forum.FoundAsync("zebrafinch"));
        Assert.Equal([reply.Id, opening.Id], await forum.FoundAsync("BIRDCAGES"));
        Assert.Equal([opening.Id], (await forum.SearchAsync(Viewer.Guest, new("zebrafinch") { TitlesOnly = true })).Hits.Select(hit => hit.Id));
    }

    [Fact]
    public async Task An_edit_takes_the_old_words_out_and_a_new_title_is_found_with_the_thread()
    {
        var place = await forum.ThreadAsync(text: "It was about oakbarrels.");
        var opening = (await forum.PostsAsync(place.ThreadId))[0];
        await forum.ReplyAsync(forum.Cleo, place.ThreadId, "A reply that has no title.");

        Assert.True((await forum.EditAsync(forum.Bob, opening, "It is about ashbarrels.", "The stavemaker")).IsDone);

        Assert.Empty(await forum.FoundAsync("oakbarrels"));
        Assert.Equal([opening.Id], await forum.FoundAsync("ashbarrels"));
        Assert.Equal([opening.Id], await forum.FoundAsync("stavemaker"));
    }

    [Fact]
    public async Task A_removed_post_is_found_by_nobody_until_it_is_put_back()
    {
        var thread = await forum.ThreadAsync();
        var reply = (await forum.ReplyAsync(forum.Bob, thread.ThreadId, "A harpsichord is for sale")).Value;

        await forum.RemoveAsync(forum.Mona, reply.Id, "Advertising");
        foreach (var viewer in new[] { Viewer.Guest, forum.Bob, forum.Mona, forum.Ada })
            Assert.Empty((await forum.SearchAsync(viewer, new("harpsichord"))).Hits);

        await forum.RestoreAsync(forum.Mona, reply.Id);
        Assert.Equal([reply.Id], await forum.FoundAsync("harpsichord"));
    }

    [Fact]
    public async Task What_is_in_a_removed_thread_is_found_again_when_it_is_restored()
    {
        var thread = await forum.ThreadAsync(text: "The velocipede stands in the hall");
        await forum.ModerateAsync(forum.Mona, thread.ThreadId, ThreadModeration.Remove);
        Assert.Empty(await forum.FoundAsync("velocipede"));

        await forum.ModerateAsync(forum.Mona, thread.ThreadId, ThreadModeration.Restore);
        Assert.Single(await forum.FoundAsync("velocipede"));
    }

    [Fact]
    public async Task Imported_posts_are_found_under_their_own_keys()
    {
        var boardId = await forum.Cast.BoardIdAsync("general");
        var threads = Enumerable.Range(0, 40).Select(i => new ImportedThread(boardId, $"Gazette {i}")).ToList();
        var posts = threads.Concat(threads).Select((thread, i) => new ImportedPost(thread, forum.Cleo.MemberId, DateTimeOffset.UnixEpoch.AddDays(i), $"Number{i} of the gazette")).ToList();
        var import = forum.Get<ImportPosts>();
        Assert.True((await import.WriteAsync((await import.RenderAsync(posts, TestContext.Current.CancellationToken)).Value, TestContext.Current.CancellationToken)).IsDone);

        foreach (var number in new[] { 0, 39, 40, 79 })
        {
            var hit = (await forum.SearchAsync(Viewer.Guest, new($"number{number} gazette"))).Hits.Single();
            Assert.Equal((forum.Cleo.MemberId, number < 40 ? 1 : 2, $"Gazette {number % 40}"), (hit.AuthorId, hit.Number, string.Concat(hit.Title.Select(piece => piece.Text))));
        }

        Assert.Equal(40, (await forum.SearchAsync(Viewer.Guest, new("gazette") { TitlesOnly = true })).Count);
        await IsWholeAsync();
    }

    [Fact]
    public async Task What_others_have_said_and_what_is_hidden_is_not_found_with_a_post()
    {
        var thread = await forum.ThreadAsync();
        var post = (await forum.ReplyAsync(forum.Bob, thread.ThreadId, """
            > The quotedword of somebody.
            >
            > > And deeperquoted.

            My ownword, with `codeword` and ||hiddenword|| and [a linkword](https://example.org/addressword).

            :::spoiler The openword
            A closedword.
            :::

            ```csharp
            var fencedword = "stringword";
            ```

            ![A pictureword](https://example.org/a.png)

            | cellword |
            | --- |
            | othercell |
            """)).Value;

        foreach (var word in new[] { "ownword", "codeword", "linkword", "openword", "fencedword", "stringword", "pictureword", "cellword", "othercell", "\"ownword with codeword\"" })
            Assert.Equal($"{word}: {post.Id}", $"{word}: {string.Join(' ', await forum.FoundAsync(word))}");
        foreach (var word in new[] { "quotedword", "deeperquoted", "hiddenword", "closedword", "addressword" })
            Assert.Equal($"{word}: ", $"{word}: {string.Join(' ', await forum.FoundAsync(word))}");
    }

    [Fact]
    public async Task Replies_from_all_sides_at_once_are_all_found()
    {
        var thread = await forum.ThreadAsync();
        var posts = await Task.WhenAll(Enumerable.Range(0, 60).Select(async i =>
        {
            await Task.Yield();
            var post = (await forum.ReplyAsync(i % 2 == 0 ? forum.Bob : forum.Cleo, thread.ThreadId, $"Chorus voice{i}")).Value;
            return (i % 3) switch
            {
                0 => (await forum.EditAsync(i % 2 == 0 ? forum.Bob : forum.Cleo, post, $"Chorus voice{i} changed")).Value,
                1 => (await forum.RemoveAsync(forum.Mona, post.Id)).Value,
                _ => post,
            };
        }));

        var found = await forum.SearchAsync(Viewer.Guest, new("chorus"));
        Assert.Equal(posts.Count(post => post.RemovedAt is null), found.Count);
        Assert.Equal(20, (await forum.SearchAsync(Viewer.Guest, new("chorus changed"))).Count);
        await IsWholeAsync();
    }

    [Fact]
    public async Task An_act_that_is_refused_leaves_nothing_behind()
    {
        var thread = await forum.ThreadAsync();
        await forum.ModerateAsync(forum.Mona, thread.ThreadId, ThreadModeration.Lock);
        Assert.False((await forum.ReplyAsync(forum.Bob, thread.ThreadId, "A marzipanpig")).IsDone);

        Assert.Empty(await forum.FoundAsync("marzipanpig"));
    }

    // One row for each visible post, and an index that matches the rows.
    private async Task IsWholeAsync()
    {
        await using var db = await forum.Cast.OpenAsync();
        var standing = await db.Posts.Where(post => post.RemovedAt == null).Select(post => post.Id).OrderBy(id => id).ToListAsync(TestContext.Current.CancellationToken);
        var indexed = await db.Database.SqlQuery<long>($"""SELECT rowid AS "Value" FROM "PostSearch" """).ToListAsync(TestContext.Current.CancellationToken);
        Assert.Equal(standing, indexed.Order());
        await db.Database.ExecuteSqlAsync($"""INSERT INTO "PostSearch" ("PostSearch") VALUES ('integrity-check')""", TestContext.Current.CancellationToken);
    }
}
