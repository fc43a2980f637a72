using Forum.Tests.Support;

namespace Forum.Tests.Framework;

public class GuestPagesTests(CastForum forum) : IClassFixture<CastForum>
{
    private static readonly string[] Headers =
        ["Content-Security-Policy", "X-Content-Type-Options", "Referrer-Policy", "Cross-Origin-Opener-Policy", "Permissions-Policy"];

    [Fact]
    public async Task A_guest_who_only_reads_gets_no_cookie_and_no_token()
    {
        var thread = await forum.ThreadAsync();
        using var guest = forum.Guest();
        foreach (var page in new[] { "/", "/b/general", $"/t/{thread.ThreadId}/{thread.Slug}", "/u/Bob", "/nowhere" })
        {
            foreach (var _ in Enumerable.Range(0, 2))
            {
                var answer = await guest.GetAsync(page);
                Assert.Equal((page, ""), (page, answer.Header("Set-Cookie")));
                Assert.DoesNotContain("__RequestVerificationToken", answer.Body, StringComparison.Ordinal);
            }
        }

        Assert.Equal(0, guest.Cookies.Count);
    }

    [Fact]
    public async Task A_cached_home_page_names_the_newest_member_at_once()
    {
        using var guest = forum.Guest();
        await guest.GetAsync("/");

        var member = await forum.MemberAsync();

        Assert.Contains($"href=\"/u/{member.Name}\"", (await guest.GetAsync("/")).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_answer_carries_the_security_headers()
    {
        var thread = await forum.ThreadAsync();
        using var guest = forum.Guest();
        var bob = await forum.VisitorAsync(forum.Bob);
        string[] paths = ["/", "/", "/b/general", $"/t/{thread.ThreadId}", $"/t/{thread.ThreadId}/{thread.Slug}", "/nowhere", "/b/nowhere",
            "/p/999999", "/sign-in", "/alive", "/theme", "/css/reading.css", "/css/nothing.css", "/favicon.svg", "/error"];
        foreach (var visitor in new[] { guest, bob })
        {
            foreach (var path in paths)
            {
                var answer = await visitor.GetAsync(path);
                Assert.All(Headers, header => Assert.NotEqual((path, header, ""), (path, header, answer.Header(header))));
                Assert.Contains("script-src 'self';", answer.Header("Content-Security-Policy"), StringComparison.Ordinal);
                Assert.DoesNotContain("unsafe", answer.Header("Content-Security-Policy"), StringComparison.Ordinal);
            }

            var refused = await visitor.PostAsync("/sign-out", []);
            Assert.All(Headers, header => Assert.NotEqual("", refused.Header(header)));
        }
    }

    [Fact]
    public async Task A_form_without_its_token_is_refused_and_changes_nothing()
    {
        var thread = await forum.ThreadAsync();
        var post = (await forum.PostsAsync(thread.ThreadId))[0];
        using var guest = forum.Guest();
        var mona = await forum.VisitorAsync(forum.Mona);
        var bob = await forum.VisitorAsync(forum.Bob);
        var address = $"/t/{thread.ThreadId}/{thread.Slug}";
        var before = (await forum.SeenThreadAsync(forum.Mona, thread.ThreadId), post,
            (await forum.SeenBoardAsync(forum.Mona, (await forum.SeenThreadAsync(forum.Mona, thread.ThreadId))!.BoardId)));
        foreach (var (visitor, path, handler) in new[]
        {
            (guest, "/sign-in", "sign-in"), (guest, "/register", "register"), (bob, "/sign-out", ""), (bob, "/b/general/new", "new-thread"),
                (bob, address, "reply"),
            (bob, $"/t/{thread.ThreadId}/reply", "reply"), (bob, $"/p/{post.Id}/edit", "edit"), (bob, $"/p/{post.Id}/remove", "remove"),
                (mona, $"/p/{post.Id}/restore", "remove"),
            (mona, $"/t/{thread.ThreadId}/moderate", ""), (bob, "/chat", "say"),
        })
        {
            foreach (var token in new[] { null, "", "CfDJ8made-up" })
            {
                var fields = new Dictionary<string, string>
                {
                    ["_handler"] = handler,
                    ["act"] = "Remove",
                    ["Form.Title"] = "A title",
                    ["Form.Text"] = "Forged text",
                    ["Form.Name"] = "Mallory",
                    ["Form.Email"] = "mallory@example.org",
                    ["Form.Password"] = Cast.Password,
                };
                if (token is not null)
                    fields["__RequestVerificationToken"] = token;
                Assert.Equal((path, token, 400), (path, token, (await visitor.PostAsync(path, fields)).Status));
            }
        }

        Assert.Contains("This page has expired", (await mona.PostAsync($"/t/{thread.ThreadId}/moderate", [])).Body, StringComparison.Ordinal);
        Assert.NotNull(bob.Cookie("forum"));
        Assert.Equal(before,
            (await forum.SeenThreadAsync(forum.Mona, thread.ThreadId), (await forum.PostsAsync(thread.ThreadId))[0],
            await forum.SeenBoardAsync(forum.Mona, before.Item3!.Id)));
        Assert.DoesNotContain("Forged", (await bob.GetAsync("/chat")).Body, StringComparison.Ordinal);
        Assert.Equal(404, (await guest.GetAsync("/u/Mallory")).Status);
    }

    [Theory]
    [InlineData("/u/%EF%BF%BE")]
    [InlineData("/u/%ED%A0%80")]
    [InlineData("/u/%00")]
    [InlineData("/b/%EF%BF%BE")]
    [InlineData("/t/1/%EF%BF%BE")]
    [InlineData("/t/99999999999999999999")]
    [InlineData("/p/99999999999999999999")]
    [InlineData("/p/-1")]
    [InlineData("/t/0")]
    [InlineData("/b/general?page=%00")]
    [InlineData("/chat?room=abc")]
    [InlineData("/t/1/x?quote=abc")]
    [InlineData("/sign-in?returnUrl=%EF%BF%BE")]
    public async Task An_odd_address_is_no_error(string path)
    {
        using var guest = forum.Guest();

        Assert.InRange((await guest.GetAsync(path)).Status, 200, 404);
    }

    [Fact]
    public async Task A_page_that_is_not_there_leads_back_to_itself_after_signing_in()
    {
        using var guest = forum.Guest();

        var page = await guest.GetAsync("/b/staff-room");

        Assert.Equal(404, page.Status);
        Assert.Contains("/sign-in?returnUrl=%2Fb%2Fstaff-room", page.Body, StringComparison.Ordinal);
    }
}
