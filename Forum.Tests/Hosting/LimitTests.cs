using System.Net.Http.Headers;
using System.Net.WebSockets;
using System.Text;
using Forum.Tests.Support;
using Forum.Web.Components;
using Microsoft.Extensions.DependencyInjection;
using Serilog.Core;

namespace Forum.Tests.Hosting;

[Trait("Pace", "slow")]
public class LimitTests
{
    [Fact]
    public async Task Previews_and_names_are_limited_in_words_and_one_members_limit_is_not_anothers()
    {
        await using var forum = new CastForum { Settings = [("Forum:Limits:PreviewsPerMinute", "2"), ("Forum:Limits:NamesPerMinute", "2")] };
        await forum.InitializeAsync();
        var (bob, cleo) = (await forum.VisitorAsync(forum.Bob), await forum.VisitorAsync(forum.Cleo));

        Assert.Equal((200, 200, 429), (await PreviewAsync(bob), await PreviewAsync(bob), await PreviewAsync(bob)));
        Assert.Equal(200, await PreviewAsync(cleo));
        await bob.GetAsync("/members/names?begin=A");
        await bob.GetAsync("/members/names?begin=A");
        var refused = await bob.GetAsync("/members/names?begin=A");
        Assert.Equal((429, "60"), (refused.Status, refused.Header("Retry-After")));
        Assert.Equal("Too many requests. Wait a minute, then try again.", refused.Body);
        Assert.Equal(200, (await cleo.GetAsync("/members/names?begin=A")).Status);
    }

    [Fact]
    public async Task Guests_circuits_are_limited_for_each_address_and_members_behind_it_are_not_locked_out()
    {
        await using var forum = new CastForum { Settings = [("Forum:Limits:CircuitsPerAddress", "2"), ("Forum:Limits:CircuitsPerMember", "1")] };
        await forum.InitializeAsync();
        var address = forum.Forum.Address;
        var bob = await forum.VisitorAsync(forum.Bob);
        using var first = await TestCircuit.ConnectAsync(address);
        using (await TestCircuit.ConnectAsync(address))
        {
            var refused = await Assert.ThrowsAsync<WebSocketException>(() => TestCircuit.ConnectAsync(address));
            Assert.Contains("429", refused.Message, StringComparison.Ordinal);
            using var ofBob = await TestCircuit.ConnectAsync(address, bob.Cookies);
            await Assert.ThrowsAsync<WebSocketException>(() => TestCircuit.ConnectAsync(address, bob.Cookies));
        }

        // One was closed, so there's room again.
        TestCircuit? next = null;
        await Eventually.HoldsAsync(
            async () =>
            {
                try
                {
                    next = await TestCircuit.ConnectAsync(address);
                    return true;
                }
                catch (WebSocketException)
                {
                    return false;
                }
            },
            () => "There is no room for another circuit");
        next!.Dispose();
    }

    [Fact]
    public async Task New_circuits_are_limited()
    {
        await using var forum = new CastForum { Settings = [("Forum:Limits:NewCircuitsPerMinute", "3")] };
        await forum.InitializeAsync();
        using var guest = forum.Guest();
        for (var number = 0; number < 3; number++)
            Assert.Equal(200, (await guest.PostAsync("/_blazor/negotiate?negotiateVersion=1", [])).Status);

        var refused = await guest.PostAsync("/_blazor/negotiate?negotiateVersion=1", []);

        Assert.Equal((429, "60", "Too many tabs with live updates are open. Close some, or try again in a minute."), (refused.Status, refused.Header("Retry-After"), refused.Body));
        Assert.Equal(200, (await (await forum.VisitorAsync(forum.Bob)).PostAsync("/_blazor/negotiate?negotiateVersion=1", [])).Status);
    }

    [Fact]
    public async Task What_no_page_would_send_ends_the_connection_and_is_no_error_of_the_forums()
    {
        var log = new CapturedLog();
        await using var forum = new CastForum { Replace = services => services.AddSingleton<ILogEventSink>(log), Settings = [("Forum:Limits:BadMessagesPerMinute", "3")] };
        await forum.InitializeAsync();
        var address = forum.Forum.Address;
        (string Method, object?[] Arguments)[] messages =
        [
            ("StartCircuit", [address.ToString(), address.ToString(), "no json", ""]),
            ("StartCircuit", ["nowhere", "", "[]", ""]),
            ("UpdateRootComponents", ["{", ""]),
            ("BeginInvokeDotNetFromJS", ["1", null, "Nothing", 1, "["]),
            ("OnRenderCompleted", ["text", 1]),
            ("NoSuchMethod", []),
        ];
        foreach (var (method, arguments) in messages)
        {
            using var circuit = await TestCircuit.ConnectAsync(address);
            await circuit.SendAsync("7", method, arguments);
            await circuit.AnsweredAsync();
            await circuit.SendAsync("8", "ConnectCircuit", "nothing");
        }

        // Once the limit is reached, the address has to wait, but a member behind it doesn't.
        using var guest = forum.Guest();
        for (var number = 0; (await guest.PostAsync("/_blazor/negotiate?negotiateVersion=1", [])).Status != 429; number++)
        {
            Assert.InRange(number, 0, 2);
            using var bad = await TestCircuit.ConnectAsync(address);
            await bad.SendAsync("7", "StartCircuit", address.ToString(), address.ToString(), "no json", "");
            Assert.NotEqual("live", await bad.EndAsync());
        }

        Assert.Equal(200, (await (await forum.VisitorAsync(forum.Bob)).PostAsync("/_blazor/negotiate?negotiateVersion=1", [])).Status);
        Assert.Empty(log.Errors);
        Assert.InRange(log.Lines.Count(line => line.StartsWith("Ended a connection", StringComparison.Ordinal)), 1, 3);
    }

    [Fact]
    public async Task Broken_forms_and_made_up_cookies_are_refused_and_no_error_of_the_forums()
    {
        var log = new CapturedLog();
        await using var forum = new CastForum { Replace = services => services.AddSingleton<ILogEventSink>(log) };
        await forum.InitializeAsync();
        foreach (var path in new[] { "/sign-in", "/preview", "/sign-out", "/_blazor/disconnect" })
        {
            Assert.Equal(400, await SendAsync(forum, path, "multipart/form-data; boundary=x", "--x\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n1"));
            Assert.Equal(400, await SendAsync(forum, path, "multipart/form-data", "nothing"));
            Assert.Equal(400, await SendAsync(forum, path, "application/x-www-form-urlencoded", string.Join('&', Enumerable.Range(0, 3000).Select(number => $"f{number}=1"))));
        }

        Assert.Equal(413, await SendAsync(forum, "/preview", "application/x-www-form-urlencoded", "text=" + new string('a', 400_000)));
        Assert.Equal(400, await SendAsync(forum, "/sign-in", "application/x-www-form-urlencoded", "__RequestVerificationToken=CfDJ8made-up&_handler=sign-in", "forum-form=CfDJ8made-up; forum=CfDJ8made-up"));
        Assert.Equal(200, await SendAsync(forum, "/sign-in", null, null, "forum-form=CfDJ8made-up; forum=CfDJ8made-up"));

        Assert.Empty(log.Errors);
    }

    [Theory]
    [InlineData("GET / HTTP/1.1\r\nHost:\r\n\r\n")]
    [InlineData("GET / HTTP/1.0\r\n\r\n")]
    [InlineData("POST /sign-in HTTP/1.1\r\nHost: \r\nContent-Length: 0\r\n\r\n")]
    public async Task A_request_without_a_host_is_refused(string request)
    {
        var log = new CapturedLog();
        await using var forum = new CastForum { Replace = services => services.AddSingleton<ILogEventSink>(log) };
        await forum.InitializeAsync();
        using var client = new System.Net.Sockets.TcpClient();
        await client.ConnectAsync(System.Net.IPAddress.Loopback, forum.Forum.Address.Port, TestContext.Current.CancellationToken);
        await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(request), TestContext.Current.CancellationToken);
        var answer = new byte[12];

        await client.GetStream().ReadExactlyAsync(answer, TestContext.Current.CancellationToken);

        Assert.Equal("HTTP/1.1 400", Encoding.ASCII.GetString(answer));
        Assert.Empty(log.Errors);
    }

    private static async Task<int> PreviewAsync(Visitor visitor)
    {
        var form = await visitor.OpenAsync("/b/general/new", "value=\"new-thread\"");
        return (await visitor.PostAsync("/preview", [new("text", "Hello"), new("__RequestVerificationToken", form["__RequestVerificationToken"])])).Status;
    }

    private static async Task<int> SendAsync(CastForum forum, string path, string? type, string? body, string? cookies = null)
    {
        using var client = new HttpClient(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false }) { BaseAddress = forum.Forum.Address };
        using var request = new HttpRequestMessage(body is null ? HttpMethod.Get : HttpMethod.Post, path);
        if (body is not null)
        {
            request.Content = new ByteArrayContent(Encoding.ASCII.GetBytes(body));
            request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(type!);
        }

        if (cookies is not null)
            request.Headers.TryAddWithoutValidation("Cookie", cookies);
        using var answer = await client.SendAsync(request, TestContext.Current.CancellationToken);
        return (int)answer.StatusCode;
    }
}
