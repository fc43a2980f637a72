using Bunit;
using Forum.Core.Accounts;
using Forum.Core.Accounts.Sessions;
using Forum.Core.Posts;
using Forum.Tests.Support;
using Forum.Web.Accounts;
using Forum.Web.Posts;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Forum.Tests.Posts;

public class ComposerToolsTests(CastForum forum) : DrawnTest, IClassFixture<CastForum>
{
    [Fact]
    public async Task The_preview_is_what_the_post_will_be()
    {
        const string Typed = "Hello @Bob, **bold** <script>alert(1)</script>\n\n- [x] done\n\n```cs\nvar a = 1;\n```";
        var tools = Draw(forum.Cleo);
        JSInterop.Setup<string>("forum.composer.text", "reply-text").SetResult(Typed);

        await tools.Find(".tool-preview").ClickAsync(new());
        await tools.WaitForStateAsync(() => tools.FindAll(".prose").Count == 1);
        var posted = (await forum.ReplyAsync(forum.Cleo, (await forum.ThreadAsync()).ThreadId, Typed)).Value;

        tools.Find(".prose").InnerHtml.MarkupMatches(posted.Html);
        Assert.Equal("true", tools.Find(".tool-preview").GetAttribute("aria-pressed"));
        Assert.Empty(tools.FindAll("script"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("  \r\n\0 ")]
    public async Task Nothing_to_preview_is_said(string typed)
    {
        var tools = Draw(forum.Cleo);
        JSInterop.Setup<string>("forum.composer.text", "reply-text").SetResult(typed);

        await tools.Find(".tool-preview").ClickAsync(new());

        Assert.Contains("Nothing to preview yet", tools.Find(".preview").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Names_are_suggested_to_members_only()
    {
        var tools = Draw(forum.Cleo).Instance;

        Assert.Equal(["Bob"], await tools.SuggestAsync("bO"));
        Assert.Empty(await tools.SuggestAsync(""));
        Assert.Empty(await tools.SuggestAsync("\uFFFE\uD800"));
    }

    [Fact]
    public async Task Guests_are_suggested_nobody() => Assert.Empty(await Draw(Viewer.Guest).Instance.SuggestAsync("b"));

    private IRenderedComponent<ComposerTools> Draw(Viewer viewer)
    {
        Services.AddSingleton(forum.Get<PostText>());
        Services.AddSingleton(forum.Get<MemberNameQueries>());
        Services.AddSingleton(new CurrentViewer(
            new SignedIn(viewer, forum.Get<SignInSessions>()), forum.Get<MemberDirectory>(), forum.Get<SessionDirectory>(), new HttpContextAccessor()));
        return Render<ComposerTools>(parts => parts.Add(p => p.For, "reply-text"));
    }
}
