using System.Text.RegularExpressions;
using Bunit;
using Forum.Core.Access;
using Forum.Core.Posts;
using Forum.Tests.Support;
using Forum.Web.Components;
using Forum.Web.Posts;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;

namespace Forum.Tests.Posts;

public class PostItemTests : DrawnTest
{
    private static readonly PostView Plain = new()
    {
        Id = 7,
        ThreadId = 3,
        Number = 2,
        AuthorId = 5,
        AuthorName = "Bob",
        AuthorRole = Role.Member,
        AuthorJoinedAt = At,
        AuthorPostCount = 1234,
        CreatedAt = At,
        EditedAt = null,
        Html = "<p>A <strong>bold</strong> word</p>",
        RemovedAt = null,
        RemovedByAuthor = false,
        RemovedReason = null,
    };

    [Fact]
    public void A_post_shows_its_author_its_floor_its_time_and_its_text()
    {
        var post = Draw(Plain);

        Assert.Equal(("p2", "7", "5"),
            (post.Find("article").Id, post.Find("article").GetAttribute("data-post"), post.Find("article").GetAttribute("data-author")));
        Assert.Equal("/u/Bob", post.Find(".post-author-name").GetAttribute("href"));
        Assert.Equal(("#2", "/p/7"), (post.Find(".post-number").TextContent, post.Find(".post-number").GetAttribute("href")));
        Assert.Equal("2026-03-04T05:06:07Z", post.Find(".post-time time").GetAttribute("datetime"));
        Assert.Contains("1,234 posts", post.Find(".post-author-facts").TextContent, StringComparison.Ordinal);
        Assert.Equal("bold", post.Find(".prose strong").TextContent);
        Assert.DoesNotContain("edited", post.Markup, StringComparison.Ordinal);
        Assert.Empty(post.FindAll(".role-badge"));
    }

    [Fact]
    public void An_edited_post_says_so() =>
        Assert.Contains("edited", Draw(Plain with { EditedAt = At }).Find(".post-meta").TextContent, StringComparison.Ordinal);

    [Theory]
    [InlineData(true, "Removed by its author")]
    [InlineData(false, "Removed by a moderator")]
    public void A_tombstone_says_by_whom_and_why_and_nothing_of_the_text(bool byAuthor, string text)
    {
        var post = Draw(Plain with { Html = "", EditedAt = At, RemovedAt = At, RemovedByAuthor = byAuthor, RemovedReason = "<i>Rude</i>" });

        Assert.StartsWith(text, post.Find(".tombstone").TextContent, StringComparison.Ordinal);
        Assert.Contains("<i>Rude</i>", post.Find(".tombstone").TextContent, StringComparison.Ordinal);
        Assert.Empty(post.FindAll(".prose"));
        Assert.DoesNotContain("edited", post.Markup, StringComparison.Ordinal);
        Assert.Contains("post-removed", post.Find("article").ClassList);
    }

    [Fact]
    public void A_guests_post_has_no_profile()
    {
        var post = Draw(Plain with { AuthorId = null, AuthorName = null, AuthorJoinedAt = null, AuthorRole = Role.Guest });

        Assert.Equal(("SPAN", "Guest"), (post.Find(".post-author-name").TagName, post.Find(".post-author-name").TextContent));
        Assert.DoesNotContain("/u/", post.Markup, StringComparison.Ordinal);
        Assert.Equal("Post 2 by Guest", post.Find("article").GetAttribute("aria-label"));
    }

    [Theory]
    [InlineData("Nedra.Gleichner", "Nedra.<wbr>Gleichner")]
    [InlineData("anna-maria_k", "anna-<wbr>maria_<wbr>k")]
    [InlineData("O'Neill", "O&#39;Neill")]
    public void A_name_breaks_after_its_marks(string name, string html) => Assert.Equal(html, BrokenName.Of(name).Value);

    [Fact]
    public void Each_kind_of_reaction_is_a_link_of_its_own()
    {
        var post = Draw(Plain with { Reactions = "1:2 3:7" });

        Assert.Equal([("3", "😄 7"), ("1", "👍 2")], post.FindAll(".reaction").Select(link => (link.GetAttribute("data-react")!, link.TextContent)));
        Assert.All(post.FindAll(".reaction"), link => Assert.Equal("/p/7/react", link.GetAttribute("href")));
    }

    [Theory]
    [InlineData(Role.Moderator, "Moderator")]
    [InlineData(Role.Administrator, "Administrator")]
    public void Staff_is_marked(Role role, string badge) =>
        Assert.Equal(badge, Draw(Plain with { AuthorRole = role }).Find(".role-badge").TextContent);

    [Fact]
    public void What_a_viewer_may_do_follows_from_who_reads()
    {
        PostOnPage post = PostOnPage.Of(Plain), removed = post with { IsRemoved = true };
        var actions = new PostActions(Services.GetRequiredService<IStringLocalizer<Texts>>());
        Viewer member = new(9, "Cleo", Role.Member), author = new(5, "Bob", Role.Member),
            moderator = new(2, "Mona", Role.Moderator);
        Viewer heldAuthor = new(5, "Bob", Role.Guest) { Hold = AccountHold.LockedOut };
        string Acts(PostOnPage post, Viewer viewer, bool guestsReply = false) =>
            string.Join(' ', Regex.Matches(actions.Of(post, PostReader.Of(viewer, post.AuthorId, guestsReply)), "data-act=\"([a-z]+)\"").Select(match => match.Groups[1].Value));

        Assert.Equal("", Acts(post, Viewer.Guest));
        Assert.Equal("", Acts(post, heldAuthor));
        Assert.Equal("quote reply", Acts(post, heldAuthor, guestsReply: true));
        Assert.Equal("quote reply", Acts(post, Viewer.Guest, guestsReply: true));
        Assert.Equal("", Acts(removed, Viewer.Guest, guestsReply: true));
        Assert.Equal("like react quote reply link", Acts(post, member));
        Assert.Equal("quote reply link edit remove", Acts(post, author));
        Assert.Equal("like react quote reply link more remove", Acts(post, moderator));
        Assert.Equal("", Acts(removed, author));
        Assert.Equal("restore", Acts(removed, moderator));
    }

    private IRenderedComponent<PostItem> Draw(PostView post) => Render<PostItem>(parts => parts.Add(p => p.Post, post));
}
