using Forum.Core.Access;
using Forum.Core.Accounts;
using Forum.Core.Members.Relations;
using Forum.Tests.Support;
using Forum.Web.Posts;


namespace Forum.Tests.Posts;

/// <summary>Posts by members whom the reader has blocked.</summary>
public class FoldedPostsTests(CastForum forum) : IClassFixture<CastForum>
{
    private const string Fold = "<details class=\"post-folded\"";

    [Fact]
    public async Task Posts_of_a_blocked_member_are_folded_for_whoever_has_blocked_them_and_for_nobody_else()
    {
        var (reader, author) = (await forum.MemberAsync(), await forum.MemberAsync());
        var thread = await forum.ThreadAsync(text: "Bob begins.");
        await forum.ReplyAsync(author, thread.ThreadId, "Unwelcome words.");
        await forum.ReplyAsync(forum.Cleo, thread.ThreadId, "Cleo ends.");
        Assert.Equal(0, await CountAsync(reader, thread.ThreadId, thread.Slug));

        await BlockAsync(reader, author);

        var page = await PageAsync(reader, thread.ThreadId, thread.Slug);
        var fold = page.Split(Fold)[1].Split("</details>")[0];
        Assert.StartsWith(" id=\"p2-folded\"><summary>Post 2 by a member you blocked</summary>", fold, StringComparison.Ordinal);
        Assert.Contains("Unwelcome words.", fold, StringComparison.Ordinal);
        Assert.Equal(1, await CountAsync(reader, thread.ThreadId, thread.Slug));
        foreach (var other in new[] { Viewer.Guest, author, forum.Cleo, forum.Mona, forum.Ada })
            Assert.Equal((other.Name, 0), (other.Name, await CountAsync(other, thread.ThreadId, thread.Slug)));

        Assert.True((await forum.Get<BlockMember>().UnblockAsync(reader, author.MemberId!.Value, TestContext.Current.CancellationToken)).IsDone);
        Assert.Equal(0, await CountAsync(reader, thread.ThreadId, thread.Slug));
    }

    [Fact]
    public async Task Guests_posts_and_ones_own_are_never_folded()
    {
        var (reader, author) = (await forum.MemberAsync(), await forum.MemberAsync());
        var board = await forum.BoardAsync(Role.Guest, Role.Member, Role.Guest);
        var thread = await forum.ThreadAsync(reader, board.Id);
        Assert.True((await forum.ReplyAsync(Viewer.Guest with { Origin = "10.0.0.1" }, thread.ThreadId, "A guest.")).IsDone);
        await BlockAsync(reader, author);

        Assert.Equal(0, await CountAsync(reader, thread.ThreadId, thread.Slug));
    }

    [Fact]
    public async Task A_post_that_is_put_into_an_open_page_is_folded_too()
    {
        var (reader, author) = (await forum.MemberAsync(), await forum.MemberAsync());
        await BlockAsync(reader, author);
        var thread = await forum.ThreadAsync();
        var post = (await forum.ReplyAsync(author, thread.ThreadId, "Unwelcome words.")).Value;
        var (drawing, markup) = (forum.Get<PostDrawing>(), new PostMarkup(PostOnPage.Of(post), $"<article>{PostDrawing.ActionsMark}</article>"));

        // The blocker first: what is put together once for all of a kind of viewer is the post without the fold.
        Assert.StartsWith(Fold, drawing.Update(markup, await forum.Cast.NowAsync(reader), guestsReply: false), StringComparison.Ordinal);
        Assert.StartsWith("<article>", drawing.Update(markup, await forum.Cast.NowAsync(forum.Cleo), guestsReply: false), StringComparison.Ordinal);
        Assert.StartsWith(Fold, drawing.Update(markup, await forum.Cast.NowAsync(reader), guestsReply: false), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_member_whose_account_is_held_goes_on_seeing_them_folded()
    {
        var (reader, author) = (await forum.MemberAsync(), await forum.MemberAsync());
        var thread = await forum.ThreadAsync(author);
        var visitor = await forum.VisitorAsync(reader);
        await BlockAsync(reader, author);
        await forum.Get<ChangeMemberStatus>().SetLockedAsync(forum.Ada, reader.MemberId!.Value, locked: true, TestContext.Current.CancellationToken);

        Assert.Contains(Fold, (await visitor.GetAsync($"/t/{thread.ThreadId}/{thread.Slug}")).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_former_member_is_called_one_and_not_a_guest()
    {
        var author = await forum.MemberAsync();
        var thread = await forum.ThreadAsync();
        var post = (await forum.ReplyAsync(author, thread.ThreadId, "I was here.")).Value;
        var drawn = await forum.Get<PostDrawing>().PostAsync(post with { Id = -1, AuthorName = null });
        var guests = await forum.Get<PostDrawing>().PostAsync(post with { Id = -2, AuthorName = null, AuthorId = null });

        Assert.Contains("<span class=\"post-author-name\">Former member</span>", drawn.Html, StringComparison.Ordinal);
        Assert.Contains("aria-label=\"Post 2 by Former member\"", drawn.Html, StringComparison.Ordinal);
        Assert.Contains("<span class=\"post-author-name\">Guest</span>", guests.Html, StringComparison.Ordinal);
    }

    private async Task BlockAsync(Viewer reader, Viewer author) => Assert.True((await forum.Get<BlockMember>().BlockAsync(reader, author.MemberId!.Value)).IsDone);

    private async Task<string> PageAsync(Viewer reader, int threadId, string slug)
    {
        var answer = await (await forum.VisitorAsync(reader)).GetAsync($"/t/{threadId}/{slug}");
        Assert.Contains("id=\"p1\"", answer.Body, StringComparison.Ordinal);
        return answer.Body;
    }

    private async Task<int> CountAsync(Viewer reader, int threadId, string slug) => (await PageAsync(reader, threadId, slug)).Split(Fold).Length - 1;
}
