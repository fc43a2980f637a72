using System.Collections.Concurrent;
using System.Net;
using Forum.Tests.Support;

namespace Forum.Tests.Data;

/// <summary>What was acknowledged is on disk, however the process ends.</summary>
[Trait("Pace", "slow")]
public class SuddenDeathTests
{
    private const string Password = "seven green umbrellas";
    private const int Writers = 4;
    private const int EnoughReplies = 60;

    [Fact]
    public async Task Every_acknowledged_reply_is_there_after_a_kill_in_the_middle_of_the_stream()
    {
        using var data = new DataDirectory();
        var seed = await data.RunAsync("seed", "--members", "5", "--threads", "4", "--replies", "2", "--password", Password);
        Assert.True(seed.Code == 0, seed.Output);
        var acknowledged = new ConcurrentBag<string>();
        await using (var forum = StartWithoutLimits(data))
        {
            var address = await forum.WaitForOkAsync();
            var writers = Enumerable.Range(1, Writers).Select(i => WriteUntilItDiesAsync(address, i, acknowledged)).ToArray();
            await Eventually.HoldsAsync(
                () => Task.FromResult(acknowledged.Count >= EnoughReplies || writers.Any(writer => writer.IsCompleted)),
                () => $"Only {acknowledged.Count} replies were acknowledged. The forum wrote:\n{forum.Output}",
                TimeSpan.FromSeconds(60));
            forum.Kill();
            Assert.Equal(128 + 9, await forum.WaitForExitAsync());
            await Task.WhenAll(writers);
        }

        Assert.True(acknowledged.Count >= EnoughReplies, "A writer gave up before the kill.");
        await using (var again = StartWithoutLimits(data))
            await again.WaitForOkAsync();

        var kept = data.Rows("SELECT Markdown FROM Posts").ToHashSet();
        Assert.DoesNotContain(acknowledged, text => !kept.Contains(text));
        Assert.Equal("ok", data.Sql("PRAGMA integrity_check"));
        var check = await data.RunAsync("check");
        Assert.True(check.Code == 0, check.Output);
    }

    private static ForumProcess StartWithoutLimits(DataDirectory data) => ForumProcess.Start(data.Start(
        "--Forum:Limits:PostsPerMinute=100000", "--Forum:Limits:SignInsPerMinute=100000"));

    private static async Task WriteUntilItDiesAsync(Uri address, int writer, ConcurrentBag<string> acknowledged)
    {
        using var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = address };
        try
        {
            await SignInAsync(client);
            var thread = $"/t/{writer}";
            if (await RedirectAsync(client, thread) is { } proper)
                thread = proper;
            for (var number = 1; ; number++)
            {
                var text = $"Writer {writer} says {number}";
                if (!await ReplyAsync(client, thread, text))
                    return;
                acknowledged.Add(text);
            }
        }
        catch (HttpRequestException)
        {
            // The process was killed: what this writer was waiting for isn't acknowledged.
            return;
        }
    }

    private static async Task<string?> RedirectAsync(HttpClient client, string address)
    {
        using var answer = await client.GetAsync(address, TestContext.Current.CancellationToken);
        return answer.Headers.Location?.ToString();
    }

    private static async Task SignInAsync(HttpClient client)
    {
        var form = Cast.SignInFields(await client.GetStringAsync("/sign-in", TestContext.Current.CancellationToken));
        form["Form.Name"] = "admin";
        form["Form.Password"] = Password;
        using var content = new FormUrlEncodedContent(form);
        using var answer = await client.PostAsync("/sign-in", content, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.Found, answer.StatusCode);
    }

    private static async Task<bool> ReplyAsync(HttpClient client, string thread, string text)
    {
        var page = await client.GetStringAsync(thread, TestContext.Current.CancellationToken);
        var form = Cast.HiddenFields(page.Split("id=\"reply\"")[1]);
        form["Form.Text"] = text;
        using var content = new FormUrlEncodedContent(form);
        using var answer = await client.PostAsync(thread, content, TestContext.Current.CancellationToken);
        return answer.StatusCode == HttpStatusCode.Found;
    }
}
