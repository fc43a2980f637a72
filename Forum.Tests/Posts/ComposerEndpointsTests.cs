using System.Text.Json;
using Forum.Core.Access;
using Forum.Core.Posts;
using Forum.Tests.Support;

namespace Forum.Tests.Posts;

public class ComposerEndpointsTests(CastForum forum) : IClassFixture<CastForum>
{
    [Fact]
    public async Task The_preview_is_what_the_post_will_be()
    {
        const string Typed = "Hello @Bob, **bold** <script>alert(1)</script>\n\n- [x] done\n\n```cs\nvar a = 1;\n```";
        var thread = await forum.ThreadAsync();
        var preview = await PreviewAsync(Typed);
        var posted = (await forum.ReplyAsync(forum.Cleo, thread.ThreadId, Typed)).Value;

        Assert.Equal(200, preview.Status);
        Assert.Equal($"<div class=\"prose\" dir=\"auto\">{posted.Html}</div>", preview.Body);
        Assert.DoesNotContain("<script", preview.Body, StringComparison.OrdinalIgnoreCase);
        Assert.StartsWith("text/html", preview.Header("Content-Type"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("  \r\n ")]
    public async Task Nothing_to_preview_is_said(string typed) =>
        Assert.Contains("Nothing to preview yet", (await PreviewAsync(typed)).Body, StringComparison.Ordinal);

    [Fact]
    public async Task A_text_that_is_too_long_is_previewed_as_far_as_a_post_goes()
    {
        var preview = await PreviewAsync(new string('a', Post.MaxLength) + "THE END");

        Assert.Equal(200, preview.Status);
        Assert.Contains("aaaa", preview.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("THE END", preview.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_site_gets_no_preview()
    {
        var bob = await forum.VisitorAsync(forum.Bob);

        Assert.Equal(400, (await bob.PostAsync("/preview", [new("text", "hello")])).Status);
    }

    [Fact]
    public async Task A_guest_who_may_reply_may_see_a_preview_and_has_the_script_for_it()
    {
        var thread = await forum.ThreadAsync(boardId: (await forum.BoardAsync(reply: Role.Guest)).Id);
        using var guest = forum.Guest();
        var page = await guest.GetAsync($"/t/{thread.ThreadId}/reply");
        var form = await guest.OpenAsync($"/t/{thread.ThreadId}/reply", "name=\"_handler\" value=\"reply\"");

        var preview = await guest.PostAsync("/preview", [new("text", "*hello*"), new("__RequestVerificationToken", form["__RequestVerificationToken"])]);

        Assert.Contains("<em>hello</em>", preview.Body, StringComparison.Ordinal);
        Assert.Contains("data-split", page.Body, StringComparison.Ordinal);
        Assert.Matches("<script type=\"module\" src=\"js/composer\\.[^\"]*js\"", page.Body);
    }

    [Theory]
    [InlineData("bO", "Bob")]
    [InlineData("", null)]
    [InlineData("%EF%BF%BE%ED%A0%80", null)]
    [InlineData("b%00", null)]
    [InlineData("a-name-that-is-longer-than-any-name-can-ever-be", null)]
    public async Task Names_that_begin_like_this_are_offered(string typed, string? name)
    {
        var answer = await (await forum.VisitorAsync(forum.Bob)).GetAsync($"/members/names?begin={typed}");

        Assert.Equal(200, answer.Status);
        Assert.Equal(name is null ? [] : [name], JsonSerializer.Deserialize<string[]>(answer.Body)!);
    }

    [Fact]
    public async Task Guests_are_offered_nobody()
    {
        using var guest = forum.Guest();

        Assert.Equal(404, (await guest.GetAsync("/members/names?begin=b")).Status);
    }

    [Fact]
    public async Task Before_sending_a_browser_learns_whether_it_still_belongs_to_whom_the_page_was_made_for()
    {
        var bob = await forum.VisitorAsync(forum.Bob);
        using var guest = forum.Guest();
        static async Task<string> ReadyAsync(Visitor visitor, object? member) => (await visitor.GetAsync($"/composer/ready?member={member}")).Body;

        Assert.Equal("true", await ReadyAsync(bob, forum.Bob.MemberId));
        Assert.Equal("false", await ReadyAsync(bob, forum.Cleo.MemberId));
        Assert.Equal("false", await ReadyAsync(bob, null));
        Assert.Equal("true", await ReadyAsync(guest, null));
        Assert.Equal("false", await ReadyAsync(guest, forum.Bob.MemberId));
    }

    [Fact]
    public async Task Each_group_of_emoji_has_a_button_in_the_picker()
    {
        var thread = await forum.ThreadAsync();
        var bob = await forum.VisitorAsync(forum.Bob);
        var data = (await bob.GetAsync("/js/emoji-data.js")).Body;
        var groups = data.Split('\n').Count(static line => line.Replace("export default `", "", StringComparison.Ordinal).StartsWith("= ", StringComparison.Ordinal));

        var page = (await bob.GetAsync($"/t/{thread.ThreadId}/{thread.Slug}")).Body;

        Assert.Equal(9, groups);
        Assert.Equal(groups, page.Split("data-group").Length - 1);
    }

    private async Task<Answer> PreviewAsync(string typed)
    {
        var thread = await forum.ThreadAsync();
        var cleo = await forum.VisitorAsync(forum.Cleo);
        var form = await cleo.OpenAsync($"/t/{thread.ThreadId}/{thread.Slug}", "name=\"_handler\" value=\"reply\"");
        return await cleo.PostAsync("/preview", [new("text", typed), new("__RequestVerificationToken", form["__RequestVerificationToken"])]);
    }
}
