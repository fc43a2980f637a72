using System.Net;
using Forum.Core.Accounts.Recovery;
using Forum.Core.Chat;
using Forum.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace Forum.Tests.Accounts;

public class LimitsTests
{
    [Fact]
    public async Task Whoever_does_a_thing_too_often_is_told_plainly_and_keeps_what_they_typed()
    {
        // The cast is registered without forms; each limit then allows one or three.
        await using var forum = await TestForum.StartAsync(
            ("Forum:Limits:PostsPerMinute", "1"), ("Forum:Limits:ChatMessagesPerTenSeconds", "1"), ("Forum:Limits:RegistrationsPerHour", "1"),
            ("Forum:Limits:SignInsPerMinute", "3"));
        var cast = await Cast.SetUpAsync(forum);
        var (client, cookies) = forum.CreateClientWithCookies(followRedirects: false);
        using var bob = new Visitor(client, cookies);
        await bob.SignInAsync("Bob");
        var board = await cast.BoardIdAsync("general");

        Assert.Equal(302, (await bob.SubmitAsync("/b/general/new", "new-thread", ("Form.Title", "The first"), ("Form.Text", "One"))).Status);
        var second = await bob.SubmitAsync("/b/general/new", "new-thread", ("Form.Title", "The second"), ("Form.Text", "Two"));
        Assert.Contains("posting too fast. Wait a minute", second.Body, StringComparison.Ordinal);
        Assert.Contains("value=\"The second\"", second.Body, StringComparison.Ordinal);
        Assert.Contains("Two</textarea>", second.Body, StringComparison.Ordinal);

        await cast.SayAsync(cast.Bob, "One");
        var said = await forum.Services.GetRequiredService<PostChatMessage>().RunAsync(
            cast.Bob, new NewChatMessage(await cast.LobbyIdAsync(), "Two", Guid.NewGuid()), TestContext.Current.CancellationToken);
        Assert.Equal("You're sending messages too fast. Wait a few seconds.", said.Refusal?.Text);

        // Others aren't affected, and a resend doesn't count.
        var submission = Guid.NewGuid();
        var start = forum.Services.GetRequiredService<Forum.Core.Threads.StartThread>();
        foreach (var _ in Enumerable.Range(0, 2))
            Assert.True((await start.RunAsync(cast.Cleo, new(board, "Cleo's", "Text", submission), TestContext.Current.CancellationToken)).IsDone);

        await RegisterAsync(forum, "Dora", 302, "");
        await RegisterAsync(forum, "Emil", 200, "Too many accounts were created from your network");
        await bob.SubmitAsync("/sign-in", "sign-in", ("Form.Name", "Bob"), ("Form.Password", "wrong"));
        await bob.SubmitAsync("/sign-in", "sign-in", ("Form.Name", "Bob"), ("Form.Password", "wrong"));
        var fourth = await bob.SubmitAsync("/sign-in", "sign-in", ("Form.Name", "Bob"), ("Form.Password", Cast.Password));
        Assert.Contains("Too many sign-in attempts. Wait a minute", fourth.Body, StringComparison.Ordinal);
        Assert.Contains("value=\"Bob\"", fourth.Body, StringComparison.Ordinal);
    }

    private static async Task RegisterAsync(TestForum forum, string name, int status, string text)
    {
        var (other, jar) = forum.CreateClientWithCookies(followRedirects: false);
        using var visitor = new Visitor(other, jar);
        var answer = await visitor.SubmitAsync("/register", "register", ("Form.Name", name), ("Form.Email", $"{name}@example.org"),
            ("Form.Password", Cast.Password));
        Assert.Equal(status, answer.Status);
        Assert.Contains(text, WebUtility.HtmlDecode(answer.Body), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Links_by_mail_are_limited_for_an_address_an_account_and_a_network_address_and_say_so_alike()
    {
        await using var forum = await TestForum.StartAsync(("Forum:Limits:AccountMailsPerHour", "2"));
        var cast = await Cast.SetUpAsync(forum);
        var reset = forum.Services.GetRequiredService<ResetPassword>();

        // Whether an account exists or not, and wherever the request comes from.
        foreach (var address in new[] { "bob@example.org", "nobody@example.org" })
        {
            Assert.True((await reset.AskAsync(address, $"{address} 1")).IsDone);
            Assert.True((await reset.AskAsync(address.ToUpperInvariant(), $"{address} 2")).IsDone);
            Assert.Contains("requested too many emails", (await reset.AskAsync(address, $"{address} 3")).Refusal!.Text, StringComparison.Ordinal);
        }

        Assert.True((await reset.AskAsync("one@example.org", "10.0.0.1")).IsDone);
        Assert.True((await reset.AskAsync("two@example.org", "10.0.0.1")).IsDone);
        Assert.False((await reset.AskAsync("three@example.org", "10.0.0.1")).IsDone);

        var confirm = forum.Services.GetRequiredService<ConfirmAddress>();
        Assert.True((await confirm.ResendAsync(cast.Cleo)).IsDone);
        Assert.True((await confirm.ResendAsync(cast.Cleo)).IsDone);
        Assert.False((await confirm.ResendAsync(cast.Cleo)).IsDone);
        Assert.True((await confirm.ResendAsync(cast.Mona)).IsDone);
    }

    [Fact]
    public async Task Whoever_sits_at_an_open_browser_cannot_try_one_password_after_the_other()
    {
        await using var forum = await TestForum.StartAsync(("Forum:Limits:SignInsPerMinute", "3"));
        var cast = await Cast.SetUpAsync(forum);
        var change = forum.Services.GetRequiredService<ChangePassword>();

        foreach (var guess in new[] { "guess one here", "guess two here", "guess three here" })
            Assert.Equal("Password", (await change.RunAsync(cast.Bob, guess, "nine quiet lanterns")).Refusal?.Field);

        Assert.Contains("Too many attempts", (await change.RunAsync(cast.Bob, Cast.Password, "nine quiet lanterns")).Refusal!.Text, StringComparison.Ordinal);
    }
}
