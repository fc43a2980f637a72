using System.Net;
using System.Text.RegularExpressions;
using AngleSharp.Html.Parser;
using Forum.Tests.Support;

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
