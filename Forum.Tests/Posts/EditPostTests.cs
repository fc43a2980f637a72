using Forum.Core.Access;
using Forum.Core.Data;
using Forum.Core.Posts;
using Forum.Core.Text;
using Forum.Core.Threads;
using Forum.Tests.Support;


namespace Forum.Tests.Posts;

public class EditPostTests(CastForum forum) : IClassFixture<CastForum>
{
    [Fact]
    public async Task An_author_changes_their_post_and_it_says_that_it_was_edited()
    {
        var post = await OpeningPostAsync();

        var edited = (await forum.EditAsync(forum.Bob, post, "Now with *more*")).Value;

        Assert.Contains("<em>more</em>", edited.Html, StringComparison.Ordinal);
        Assert.NotNull(edited.EditedAt);
        Assert.Equal((post.Id, post.Number, post.CreatedAt), (edited.Id, edited.Number, edited.CreatedAt));
        await forum.CountersAreRightAsync();
    }

    [Fact]
    public async Task Nobody_changes_anothers_post_moderators_included()
    {
        var post = await OpeningPostAsync();

        foreach (var viewer in new[] { forum.Cleo, forum.Mona, forum.Ada })
            Assert.Same(Refusal.NotAllowed, (await forum.EditAsync(viewer, post, "My words in your mouth")).Refusal);
        Assert.Same(Refusal.SignInFirst, (await forum.EditAsync(Viewer.Guest, post, "My words in your mouth")).Refusal);
    }

    [Fact]
    public async Task A_guests_post_belongs_to_nobody()
    {
        var board = await forum.BoardAsync(reply: Role.Guest);
        var post = (await forum.ReplyAsync(Viewer.Guest, (await forum.ThreadAsync(boardId: board.Id)).ThreadId, "Passing by")).Value;

        Assert.Same(Refusal.SignInFirst, (await forum.EditAsync(Viewer.Guest, post, "Not mine")).Refusal);
        Assert.Same(Refusal.NotAllowed, (await forum.EditAsync(forum.Cleo, post, "Not mine")).Refusal);
        Assert.Same(Refusal.SignInFirst, (await forum.RemoveAsync(Viewer.Guest, post.Id)).Refusal);
    }

    [Fact]
    public async Task An_edit_that_would_overwrite_a_newer_one_is_refused()
    {
        var post = await OpeningPostAsync();
        await forum.EditAsync(forum.Bob, post, "From the phone");

        var late = await forum.EditAsync(forum.Bob, post, "From the desk");

        Assert.Contains("has changed since you opened it", late.Refusal?.Text, StringComparison.Ordinal);
        Assert.Contains("From the phone", (await forum.PostsAsync(post.ThreadId))[0].Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_second_click_on_the_same_edit_is_done_already()
    {
        var post = await OpeningPostAsync();

        var first = await forum.EditAsync(forum.Bob, post, "Clicked twice", "A title clicked twice");
        var second = await forum.EditAsync(forum.Bob, post, "Clicked twice", "A title clicked twice");

        Assert.Equal(first.Value, second.Value);
    }

    [Fact]
    public async Task With_the_opening_post_goes_the_title_and_the_address()
    {
        var post = await OpeningPostAsync();

        await forum.EditAsync(forum.Bob, post, "The same", "Another title altogether");

        var thread = await forum.SeenThreadAsync(Viewer.Guest, post.ThreadId);
        Assert.Equal(("Another title altogether", "another-title-altogether"), (thread?.Title, thread?.Slug));
    }

    [Fact]
    public async Task A_reply_carries_no_title()
    {
        var thread = await forum.ThreadAsync();
        var reply = (await forum.ReplyAsync(forum.Bob, thread.ThreadId, "A reply")).Value;
        var before = await forum.SeenThreadAsync(Viewer.Guest, thread.ThreadId);

        await forum.EditAsync(forum.Bob, reply, "A changed reply", "A stolen title");

        Assert.Equal(before?.Title, (await forum.SeenThreadAsync(Viewer.Guest, thread.ThreadId))?.Title);
    }

    [Fact]
    public async Task In_a_locked_thread_only_moderators_change_their_own()
    {
        var thread = await forum.ThreadAsync();
        var bobs = (await forum.PostsAsync(thread.ThreadId))[0];
        var monas = (await forum.ReplyAsync(forum.Mona, thread.ThreadId, "Mine")).Value;
        await forum.ModerateAsync(forum.Mona, thread.ThreadId, ThreadModeration.Lock);

        Assert.Contains("locked", (await forum.EditAsync(forum.Bob, bobs, "Too late")).Refusal?.Text, StringComparison.Ordinal);
        Assert.Contains("locked", (await forum.RemoveAsync(forum.Bob, bobs.Id)).Refusal?.Text, StringComparison.Ordinal);
        Assert.True((await forum.EditAsync(forum.Mona, monas, "Mine, better")).IsDone);
    }

    [Fact]
    public async Task A_removed_post_is_not_changed()
    {
        var post = await OpeningPostAsync();
        await forum.RemoveAsync(forum.Mona, post.Id);

        Assert.Contains("removed", (await forum.EditAsync(forum.Bob, post, "Still me")).Refusal?.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "A good title", WritingRules.TextField)]
    [InlineData("A good text", "ab", WritingRules.TitleField)]
    public async Task The_limits_of_writing_hold_for_edits(string text, string title, string field) =>
        Assert.Equal(field, (await forum.EditAsync(forum.Bob, await OpeningPostAsync(), text, title)).Refusal?.Field);

    [Fact]
    public async Task A_stale_edit_keeps_what_was_typed_on_the_page()
    {
        var post = await OpeningPostAsync();
        var bob = await forum.VisitorAsync(forum.Bob);
        var form = await bob.OpenAsync($"/p/{post.Id}/edit", "value=\"edit\"");
        await forum.EditAsync(forum.Bob, post, "From the phone");
        form["Form.Title"] = "A title from the desk";
        form["Form.Text"] = "A text from the desk";

        var answer = await bob.PostAsync($"/p/{post.Id}/edit", form);

        Assert.Equal(200, answer.Status);
        Assert.Contains("has changed since you opened it", answer.Body, StringComparison.Ordinal);
        Assert.Contains("A text from the desk</textarea>", answer.Body, StringComparison.Ordinal);
        Assert.Contains("value=\"A title from the desk\"", answer.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_edit_of_a_post_that_was_removed_meanwhile_keeps_what_was_typed()
    {
        var post = await OpeningPostAsync();
        var bob = await forum.VisitorAsync(forum.Bob);
        var form = await bob.OpenAsync($"/p/{post.Id}/edit", "value=\"edit\"");
        await forum.RemoveAsync(forum.Mona, post.Id);
        form["Form.Title"] = "A title";
        form["Form.Text"] = "An hour of writing";

        var answer = await bob.PostAsync($"/p/{post.Id}/edit", form);

        Assert.Contains("This post has been removed", answer.Body, StringComparison.Ordinal);
        Assert.Contains("An hour of writing</textarea>", answer.Body, StringComparison.Ordinal);
    }

    private async Task<PostView> OpeningPostAsync() => (await forum.PostsAsync((await forum.ThreadAsync()).ThreadId))[0];
}
