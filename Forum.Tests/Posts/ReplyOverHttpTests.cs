using System.Net;
using System.Text.RegularExpressions;
using AngleSharp.Html.Parser;
using Forum.Core.Posts;
using Forum.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace Forum.Tests.Posts;

public class ReplyOverHttpTests
{
    [Fact]
    public async Task A_reply_posted_with_the_plain_form_is_on_the_next_page_that_a_guest_asks_for()
    {
        await using var forum = await TestForum.StartAsync();
        var cast = await Cast.SetUpAsync(forum);
        var thread = await cast.StartThreadAsync(cast.Ada, "Kept pages");
        using var guest = forum.CreateClient();
        var address = $"/t/{thread.ThreadId}/{thread.Slug}";
        Assert.DoesNotContain("A fresh reply", await guest.GetStringAsync(address, TestContext.Current.CancellationToken));

        using var bob = await cast.SignedInAsync(cast.Bob);
        var form = Cast.HiddenFields((await bob.GetStringAsync(address, TestContext.Current.CancellationToken)).Split("id=\"reply\"")[1]);
        form["Form.Text"] = "A **fresh** reply";
        using var content = new FormUrlEncodedContent(form);
        using var answer = await bob.PostAsync(address, content, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.Found, answer.StatusCode);
        Assert.Equal($"{address}#p2", answer.Headers.Location?.ToString());
        Assert.Contains("A <strong>fresh</strong> reply", await guest.GetStringAsync(address, TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("same-origin", true)]
    [InlineData("cross-site", false)]
    [InlineData(null, false)]
    public async Task A_text_that_is_sent_after_the_session_has_ended_comes_back_to_the_forums_own_page_only(string? site, bool comesBack)
    {
        await using var forum = await TestForum.StartAsync();
        var cast = await Cast.SetUpAsync(forum);
        var thread = await cast.StartThreadAsync(cast.Ada, "Signed out meanwhile");
        var address = $"/t/{thread.ThreadId}/{thread.Slug}";
        using var bob = await cast.SignedInAsync(cast.Bob);
        var form = Cast.HiddenFields((await bob.GetStringAsync(address, TestContext.Current.CancellationToken)).Split("id=\"reply\"")[1]);
        form["Form.Text"] = "An hour of <writing>";
        using var guest = forum.CreateClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = new FormUrlEncodedContent(form) };
        if (site is not null)
            request.Headers.Add("Sec-Fetch-Site", site);

        using var answer = await guest.SendAsync(request, TestContext.Current.CancellationToken);

        var page = new HtmlParser().ParseDocument(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal(comesBack ? "An hour of <writing>" : null, page.QuerySelector("#unsent-text")?.TextContent.Trim());
        Assert.Equal(comesBack, page.QuerySelector($"a[href=\"/sign-in?returnUrl={Uri.EscapeDataString(address)}\"]") is not null);
        Assert.Single(await forum.Services.GetRequiredService<PostQueries>().PageAsync(thread.ThreadId, 1));
    }

    [Fact]
    public async Task What_an_address_calls_like_a_gap_of_the_form_stays_as_it_is()
    {
        await using var forum = await TestForum.StartAsync();
        var cast = await Cast.SetUpAsync(forum);
        var thread = await cast.StartThreadAsync(cast.Bob, "A thread");
        using var bob = await cast.SignedInAsync(cast.Bob);
        foreach (var path in (string[])[$"/t/{thread.ThreadId}/{thread.Slug}?a=~token~~thread~&b=\"~submission~", "/nothing/~token~"])
        {
            using var answer = await bob.GetAsync(path, TestContext.Current.CancellationToken);
            var html = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
            Assert.Contains("~token~", html, StringComparison.Ordinal);
            var page = new HtmlParser().ParseDocument(html);
            var forms = page.QuerySelectorAll("form[method=post]");
            Assert.NotEmpty(forms);
            foreach (var form in forms)
            {
                var token = form.QuerySelector("[name=__RequestVerificationToken]")!.GetAttribute("value")!;
                Assert.DoesNotContain('~', token);
                Assert.Single(Regex.Matches(form.OuterHtml, Regex.Escape(token)));
            }
        }
    }
}
