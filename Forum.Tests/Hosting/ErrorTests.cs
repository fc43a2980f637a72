using System.Text.RegularExpressions;
using Forum.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Serilog.Core;

namespace Forum.Tests.Hosting;

public class ErrorTests
{
    [Fact]
    public async Task A_failure_shows_a_number_that_finds_the_log_line_and_nothing_of_its_cause()
    {
        var log = new CapturedLog();
        await using var forum = await TestForum.StartAsync(services => services.AddSingleton<ILogEventSink>(log));
        var cast = await Cast.SetUpAsync(forum);
        var (whole, thread) = (await cast.StartThreadAsync(cast.Bob, "In memory"), await cast.StartThreadAsync(cast.Bob, "Will break"));
        var (client, cookies) = forum.CreateClientWithCookies(followRedirects: false);
        using var bob = new Visitor(client, cookies);
        await bob.SignInAsync("Bob");
        var form = await bob.OpenAsync($"/t/{whole.ThreadId}/{whole.Slug}", "value=\"reply\"");
        await using (var db = await cast.OpenAsync())
            await db.Database.ExecuteSqlRawAsync("DROP TABLE \"ThreadReads\"", TestContext.Current.CancellationToken);

        var failed = await bob.GetAsync($"/t/{thread.ThreadId}/{thread.Slug}?secret=abc");
        form["Form.Text"] = "Sent into the failure";
        var posted = await bob.PostAsync($"/t/{thread.ThreadId}/{thread.Slug}", form);

        Assert.Equal((500, 500), (failed.Status, posted.Status));
        Assert.Contains("send this ID to an administrator", posted.Body, StringComparison.Ordinal);
        Assert.Contains("default-src 'self'", failed.Header("Content-Security-Policy"), StringComparison.Ordinal);
        Assert.Equal("nosniff", failed.Header("X-Content-Type-Options"));
        var traceId = Regex.Match(failed.Body, "<code>([0-9a-f]{32})</code>").Groups[1].Value;
        Assert.NotEqual("", traceId);
        foreach (var cause in new[] { "ThreadReads", "Sqlite", "Exception", "   at ", ".cs:line" })
            Assert.DoesNotContain(cause, failed.Body, StringComparison.Ordinal);

        // The line is written after the response is sent.
        await Eventually.HoldsAsync(
            () => log.Lines.Any(line => line.StartsWith("POST /t/", StringComparison.Ordinal)),
            () => string.Join('\n', log.Lines));
        var lines = log.Lines;
        Assert.Single(lines, line => line.EndsWith($"trace {traceId}", StringComparison.Ordinal)
            && line.StartsWith($"GET /t/{thread.ThreadId}/{thread.Slug} 500 ", StringComparison.Ordinal));
        Assert.DoesNotContain(lines, line => line.Contains("secret=abc", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_pages_for_errors_have_no_address_of_their_own()
    {
        await using var forum = await TestForum.StartAsync();
        await Cast.SetUpAsync(forum);
        foreach (var member in new[] { null, "Bob" })
        {
            var (client, cookies) = forum.CreateClientWithCookies(followRedirects: false);
            using var visitor = new Visitor(client, cookies);
            if (member is not null)
                await visitor.SignInAsync(member);

            foreach (var path in new[] { "/not-found", "/error", "/NOT-FOUND/", "/Error", "/not-found?a=1" })
            {
                var answer = await visitor.GetAsync(path);
                Assert.Equal((path, 404), (path, answer.Status));
                Assert.Contains("Page not found", answer.Body, StringComparison.Ordinal);
                Assert.Equal((path, 404), (path, (await visitor.PostAsync(path, [])).Status));
            }
        }
    }

    [Fact]
    public async Task Every_request_is_one_line_and_no_line_holds_a_password_a_token_or_a_text()
    {
        var log = new CapturedLog();
        await using var forum = await TestForum.StartAsync(services => services.AddSingleton<ILogEventSink>(log));
        var cast = await Cast.SetUpAsync(forum);
        var bobsId = cast.Bob.MemberId!.Value;
        var (client, cookies) = forum.CreateClientWithCookies(followRedirects: false);
        using var bob = new Visitor(client, cookies);
        await bob.SubmitAsync("/sign-in?returnUrl=%2Fsecret-way", "sign-in", ("Form.Name", "Bob"), ("Form.Password", "wrong secret password"));
        await bob.SignInAsync("Bob");
        var form = await bob.OpenAsync("/b/general/new", "value=\"new-thread\"");
        var (token, cookie) = (form["__RequestVerificationToken"], bob.Cookie("forum")!.Value);
        (form["Form.Title"], form["Form.Text"]) = ("A secret title", "A secret text");
        Assert.Equal(302, (await bob.PostAsync("/b/general/new", form)).Status);
        await bob.GetAsync("/b/nothing?q=secret");
        await bob.GetAsync("/b/two%0Alines%0D%0A2026-01-01 00:00:00 [INF] forged");

        await Eventually.HoldsAsync(
            () => log.Lines.Any(line => line.Contains("two%0Alines", StringComparison.Ordinal)),
            () => string.Join('\n', log.Lines));
        var lines = log.Lines;
        var request = new Regex($@"POST /b/general/new 302 [0-9.]+ ms member {bobsId} trace [0-9a-f]{{32}}$");
        Assert.Single(lines, line => request.IsMatch(line));
        Assert.Contains(lines, line => Regex.IsMatch(line, "GET /sign-in 200 [0-9.]+ ms member - trace [0-9a-f]{32}$"));
        Assert.Contains(lines, line => Regex.IsMatch(line, $"GET /b/nothing 404 [0-9.]+ ms member {bobsId} trace"));
        Assert.Single(lines, line => line.StartsWith("GET /b/two%0Alines%0D%0A2026-01-01", StringComparison.Ordinal)
            && !line.Contains('\n', StringComparison.Ordinal));
        foreach (var secret in new[] { Cast.Password, "secret", token, cookie })
            Assert.DoesNotContain(lines, line => line.Contains(secret, StringComparison.Ordinal));
    }
}
