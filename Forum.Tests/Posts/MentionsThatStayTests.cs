using Forum.Core.Access;
using Forum.Core.Accounts;
using Forum.Core.Markdown;
using Forum.Core.Members.Relations;
using Forum.Core.Posts;
using Forum.Core.Privacy;
using Forum.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Forum.Tests.Posts;

/// <summary>The members an old post mentions, whatever happens to their names.</summary>
public class MentionsThatStayTests(CastForum forum) : IClassFixture<CastForum>
{
    [Fact]
    public async Task A_renamed_member_is_still_mentioned_after_edits_elsewhere_in_the_text()
    {
        var member = await forum.MemberAsync();
        var post = await PostAsync($"Hello @{member.Name}, how are you?");
        var name = await RenameAsync(member);

        post = (await forum.EditAsync(forum.Bob, post, $"Hello @{member.Name}, how do you do?")).Value;
        Assert.Contains(Link(member, name, member.Name), post.Html, StringComparison.Ordinal);
        post = (await forum.EditAsync(forum.Bob, post, $"Good day, @{member.Name}.")).Value;
        Assert.Contains(Link(member, name, member.Name), post.Html, StringComparison.Ordinal);
        Assert.Contains(Link(member, name, member.Name), (await PostAsync($"@{member.Name} is found by the old name.")).Html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_renamed_member_is_still_mentioned_when_the_renderer_changes(bool hadKeys)
    {
        var member = await forum.MemberAsync();
        var post = await PostAsync($"Hello @{member.Name}");
        var name = await RenameAsync(member);
        await MakeOldAsync(post, hadKeys);

        await RenderAllAsync();

        Assert.Contains(Link(member, name, member.Name), await HtmlAsync(post), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_member_who_went_back_to_an_earlier_name_is_still_mentioned_when_the_renderer_changes()
    {
        var member = await forum.MemberAsync();
        var post = await PostAsync($"Hello @{member.Name}");
        await RenameAsync(member);
        await RenameAsync(member, member.Name);
        await MakeOldAsync(post, hadKeys: false);

        await RenderAllAsync();

        Assert.Contains(Link(member, member.Name), await HtmlAsync(post), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_old_post_does_not_mention_whoever_took_the_name_of_a_member_who_left(bool hadKeys)
    {
        var gone = await forum.MemberAsync();
        var post = await PostAsync($"Hello @{gone.Name}, how are you?");
        await DeleteAsync(gone);
        var heir = await forum.Cast.RegisterAsync(gone.Name);
        await MakeOldAsync(post, hadKeys);

        await RenderAllAsync();
        Assert.DoesNotContain("mention", await HtmlAsync(post), StringComparison.Ordinal);
        for (var round = 0; round < 3; round++)
            post = (await forum.EditAsync(forum.Bob, post, $"Round {round}: hello @{gone.Name}")).Value;
        Assert.DoesNotContain("mention", post.Html, StringComparison.Ordinal);
        Assert.Contains(Link(heir, heir.Name), (await PostAsync($"Hello @{heir.Name}")).Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_name_that_was_changed_and_then_taken_after_its_member_left_leads_nobody_astray()
    {
        var (gone, heir) = (await forum.MemberAsync(), await forum.MemberAsync());
        var post = await PostAsync($"Hello @{gone.Name}");
        await RenameAsync(gone);
        post = (await forum.EditAsync(forum.Bob, post, $"Hello again @{gone.Name}")).Value;
        await DeleteAsync(gone);
        await RenameAsync(heir, gone.Name);

        post = (await forum.EditAsync(forum.Bob, post, $"And again @{gone.Name}")).Value;
        Assert.DoesNotContain("mention", post.Html, StringComparison.Ordinal);
        post = (await forum.EditAsync(forum.Bob, post, $"For the last time, @{gone.Name}")).Value;
        Assert.DoesNotContain("mention", post.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_blocks_the_author_later_is_still_linked_where_they_were_and_nowhere_else()
    {
        var (member, author) = (await forum.MemberAsync(), await forum.MemberAsync());
        var thread = await forum.ThreadAsync();
        var post = (await forum.ReplyAsync(author, thread.ThreadId, $"Hello @{member.Name}")).Value;
        Assert.True((await forum.Get<BlockMember>().BlockAsync(member, author.MemberId!.Value)).IsDone);

        post = (await forum.EditAsync(author, post, $"Hello, @{member.Name}!")).Value;

        Assert.Contains(Link(member, member.Name), post.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("mention", (await forum.ReplyAsync(author, thread.ThreadId, $"Hello @{member.Name}")).Value.Html, StringComparison.Ordinal);
    }

    private static string Link(Viewer member, string name, string? written = null) =>
        $"data-member=\"{name}\" data-member-id=\"{member.MemberId}\"{(written is null ? "" : $" data-written=\"{written}\"")}>@{name}</a>";

    private async Task<PostView> PostAsync(string text) => (await forum.ReplyAsync(forum.Bob, (await forum.ThreadAsync()).ThreadId, text)).Value;

    private async Task<string> RenameAsync(Viewer member, string? name = null)
    {
        // As if the last change were long ago.
        await using var db = await forum.Cast.OpenAsync();
        await db.Users.Where(user => user.Id == member.MemberId).ExecuteUpdateAsync(set => set.SetProperty(user => user.NameChangedAt, (DateTimeOffset?)null));
        return (await forum.Get<ChangeName>().RunAsync(await forum.Cast.NowAsync(member), name ?? forum.Fresh("Renamed"))).Value;
    }

    private async Task DeleteAsync(Viewer member)
    {
        await using var db = await forum.Cast.OpenAsync();
        await db.Users.Where(user => user.Id == member.MemberId).ExecuteUpdateAsync(
            set => set.SetProperty(user => user.DeletionDueAt, DateTimeOffset.UtcNow.AddDays(-1)));
        Assert.True((await forum.Get<DeleteMember>().RunAsync(member.MemberId!.Value)).IsDone);
    }

    private async Task MakeOldAsync(PostView post, bool hadKeys)
    {
        var html = hadKeys ? post.Html : System.Text.RegularExpressions.Regex.Replace(post.Html, " data-member-id=\"[0-9]+\"", "");
        await using var db = await forum.Cast.OpenAsync();
        await db.Posts.Where(row => row.Id == post.Id).ExecuteUpdateAsync(
            set => set.SetProperty(row => row.Html, html).SetProperty(row => row.RendererVersion, ForumMarkdown.Version - 1));
    }

    private async Task RenderAllAsync()
    {
        while (await forum.Get<RenderAgain>().RunBatchAsync() > 0)
            await Task.Yield();
    }

    private async Task<string> HtmlAsync(PostView post)
    {
        await using var db = await forum.Cast.OpenAsync();
        return await db.Posts.Where(row => row.Id == post.Id).Select(row => row.Html).SingleAsync();
    }
}
