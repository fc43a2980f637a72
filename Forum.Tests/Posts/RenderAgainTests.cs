using Forum.Core.Markdown;
using Forum.Core.Members.Profiles;
using Forum.Core.Data;
using Forum.Core.Posts;
using Forum.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Forum.Tests.Posts;

public class RenderAgainTests(CastForum forum) : IClassFixture<CastForum>
{
    [Fact]
    public async Task Posts_of_an_earlier_renderer_are_rendered_again_and_pages_show_it()
    {
        var thread = await forum.ThreadAsync(text: "Some **bold** words");
        var address = $"/t/{thread.ThreadId}/{thread.Slug}";
        await MakeOldAsync(thread.ThreadId, "<p>Drawn long ago</p>");
        using var guest = forum.Guest();
        Assert.Contains("Drawn long ago", (await guest.GetAsync(address)).Body, StringComparison.Ordinal);

        Assert.Equal(1, await RunAsync());

        Assert.Contains("<strong>bold</strong>", (await guest.GetAsync(address)).Body, StringComparison.Ordinal);
        Assert.Contains("<strong>bold</strong>", (await (await forum.VisitorAsync(forum.Bob)).GetAsync(address)).Body, StringComparison.Ordinal);
        Assert.Equal(0, await RunAsync());
        Assert.Null((await forum.PostsAsync(thread.ThreadId))[0].EditedAt);
    }

    [Fact]
    public async Task An_edit_before_the_job_stays_and_is_not_done_again()
    {
        var thread = await forum.ThreadAsync();
        await MakeOldAsync(thread.ThreadId, "<p>Drawn long ago</p>");
        var post = (await forum.PostsAsync(thread.ThreadId))[0];

        await forum.EditAsync(forum.Bob, post, "Edited meanwhile");

        Assert.Equal(0, await RunAsync());
        Assert.Contains("Edited meanwhile", (await forum.PostsAsync(thread.ThreadId))[0].Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_edit_between_what_the_job_reads_and_what_it_writes_is_not_overwritten()
    {
        var threads = new List<int>();
        for (var number = 0; number < 30; number++)
        {
            threads.Add((await forum.ThreadAsync()).ThreadId);
            await MakeOldAsync(threads[^1], "<p>Drawn long ago</p>");
        }

        // The edits wait for their turn, the job reads the text from before them, and its turn comes after theirs.
        List<Task<Outcome<PostView>>> edits;
        Task<int> job;
        await using (await HeldWriter.HoldAsync(forum.Get<ForumWriter>()))
        {
            edits = [.. threads.Select(EditAsync)];
            job = RunAsync();
        }

        Assert.Equal(threads.Count, await job);
        foreach (var (id, edit) in threads.Zip(edits))
        {
            Assert.True((await edit).IsDone);
            Assert.Contains($"Edited {id}", (await forum.PostsAsync(id))[0].Html, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task What_a_member_says_of_themselves_is_rendered_again_with_the_signature()
    {
        var (member, job) = (await forum.MemberAsync(), forum.Get<RenderAboutsAgain>());
        Assert.True((await forum.Get<ChangeProfile>().RunAsync(member, new ProfileForm("**Bold**", "", "", null, null) { Signature = "_Slanted_" })).IsDone);
        await using (var db = await forum.Cast.OpenAsync())
        {
            await db.MemberAbouts.Where(about => about.MemberId == member.MemberId).ExecuteUpdateAsync(
                set => set.SetProperty(about => about.Html, "<p>Drawn long ago</p>").SetProperty(about => about.SignatureHtml, "Drawn long ago").SetProperty(about => about.RendererVersion, 0));
        }

        Assert.Equal(1, await job.RunBatchAsync(TestContext.Current.CancellationToken));

        Assert.Equal(0, await job.RunBatchAsync(TestContext.Current.CancellationToken));
        await using var after = await forum.Cast.OpenAsync();
        var row = await after.MemberAbouts.SingleAsync(about => about.MemberId == member.MemberId, TestContext.Current.CancellationToken);
        Assert.Contains("<strong>Bold</strong>", row.Html, StringComparison.Ordinal);
        Assert.Contains("<em>Slanted</em>", row.SignatureHtml, StringComparison.Ordinal);
    }

    private async Task<Outcome<PostView>> EditAsync(int threadId) =>
        await forum.EditAsync(forum.Bob, (await forum.PostsAsync(threadId))[0], $"Edited {threadId}");

    private Task<int> RunAsync() => forum.Get<RenderAgain>().RunBatchAsync();

    private async Task MakeOldAsync(int threadId, string html)
    {
        await using var db = await forum.Cast.OpenAsync();
        await db.Posts.Where(post => post.ThreadId == threadId).ExecuteUpdateAsync(set => set
            .SetProperty(post => post.Html, html)
            .SetProperty(post => post.RendererVersion, ForumMarkdown.Version - 1));
    }
}
