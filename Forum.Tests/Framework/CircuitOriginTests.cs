using System.Net;
using System.Net.Sockets;
using System.Net.WebSockets;
using System.Text;
using Forum.Tests.Support;
using Forum.Web.Components;
using Microsoft.Extensions.DependencyInjection;
using Serilog.Core;

namespace Forum.Tests.Framework;

[Trait("Pace", "slow")]
public class CircuitOriginTests
{
    private const string Public = "https://forum.example";

    [Fact]
    public async Task Only_the_forums_own_pages_open_circuits()
    {
        var log = new CapturedLog();
        await using var forum = await TestForum.StartAsync(services => services.AddSingleton<ILogEventSink>(log));
        await Cast.SetUpAsync(forum);
        foreach (var path in new[] { "/_blazor", "/_blazor/negotiate?negotiateVersion=1", "/_blazor/disconnect", "/_BLAZOR/negotiate", "/_blazor/initializers" })
        {
            Assert.Equal(403, await PostAsync(forum, path, "http://evil.example"));
            Assert.Equal(403, await PostAsync(forum, path, "null"));
            Assert.NotEqual(403, await PostAsync(forum, path, forum.Address.GetLeftPart(UriPartial.Authority)));
            Assert.NotEqual(403, await PostAsync(forum, path, null));
        }

        (string Origin, string Host, bool IsOwn)[] cases =
        [
            ("https://forum.example", "forum.example", true), ("http://forum.example", "forum.example", true), ("https://FORUM.example", "forum.example", true),
            ("https://forum.example:8443", "forum.example:8443", true), ("http://[::1]:5000", "[::1]:5000", true), ("https://forum.example", "forum.example:443", true),
            ("https://chat.forum.example", "forum.example", false), ("https://forum.example:8443", "forum.example", false), ("http://forum.example:81", "forum.example:80", false),
            ("https://forum.example.evil", "forum.example", false), ("https://evil.example@forum.example", "forum.example", false),
            ("chrome-extension://forum.example", "forum.example", false), ("https://forum.example/path", "forum.example", false), ("", "forum.example", false),
        ];
        foreach (var (origin, host, isOwn) in cases)
            Assert.Equal((origin, host, isOwn), (origin, host, await PostAsync(forum, "/_blazor/negotiate?negotiateVersion=1", origin, host) == 200));

        Assert.Single(log.Lines, line => line.Contains("http://evil.example.", StringComparison.Ordinal) && line.Contains("Forum:PublicAddress", StringComparison.Ordinal));
        for (var number = 0; number < 300; number++)
            await PostAsync(forum, "/_blazor/negotiate", $"http://evil{number}.example");
        Assert.InRange(log.Lines.Count(line => line.StartsWith("Refused a circuit", StringComparison.Ordinal)), 90, 100);
        Assert.Empty(log.Errors);
    }

    [Fact]
    public async Task A_raw_socket_with_a_foreign_origin_gets_no_connection()
    {
        await using var forum = await TestForum.StartAsync();
        await Cast.SetUpAsync(forum);

        Assert.StartsWith("HTTP/1.1 403", await UpgradeAsync(forum, "http://127.0.0.1:1"), StringComparison.Ordinal);
        Assert.StartsWith("HTTP/1.1 403", await UpgradeAsync(forum, "null"), StringComparison.Ordinal);
        Assert.StartsWith("HTTP/1.1 101", await UpgradeAsync(forum, forum.Address.GetLeftPart(UriPartial.Authority)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Behind_a_proxy_that_ends_TLS_circuits_work_without_a_setting()
    {
        await using var forum = await TestForum.StartAsync();
        await Cast.SetUpAsync(forum);
        await using var proxy = new TlsProxy(forum.Address);

        using var withPort = await TestCircuit.ConnectAsync(proxy.Address, null, ("Origin", proxy.Address.GetLeftPart(UriPartial.Authority)));
        using var usual = await TestCircuit.ConnectAsync(proxy.Address, null, ("Host", "forum.example"), ("Origin", Public));

        await Assert.ThrowsAsync<WebSocketException>(() => TestCircuit.ConnectAsync(proxy.Address, null, ("Host", "forum.example"), ("Origin", "https://evil.example")));
    }

    [Fact]
    public async Task Behind_a_proxy_that_changes_the_host_circuits_work_where_the_public_address_is_set()
    {
        await using var unset = await TestForum.StartAsync();
        await using var set = await TestForum.StartAsync(("Forum:PublicAddress", Public));
        await Cast.SetUpAsync(unset);
        await Cast.SetUpAsync(set);
        await using var toUnset = new TlsProxy(unset.Address, unset.Address.Authority);
        await using var toSet = new TlsProxy(set.Address, set.Address.Authority);

        await Assert.ThrowsAsync<WebSocketException>(() => TestCircuit.ConnectAsync(toUnset.Address, null, ("Host", "forum.example"), ("Origin", Public)));
        using var open = await TestCircuit.ConnectAsync(toSet.Address, null, ("Host", "forum.example"), ("Origin", Public));
        await Assert.ThrowsAsync<WebSocketException>(() => TestCircuit.ConnectAsync(toSet.Address, null, ("Host", "forum.example"), ("Origin", "http://forum.example")));
        await Assert.ThrowsAsync<WebSocketException>(() => TestCircuit.ConnectAsync(toSet.Address, null, ("Host", "forum.example"), ("Origin", "https://forum.example:444")));
    }

    private static async Task<int> PostAsync(TestForum forum, string path, string? origin, string? host = null)
    {
        using var client = forum.CreateClient(followRedirects: false);
        using var request = new HttpRequestMessage(HttpMethod.Post, path);
        if (origin is not null)
            request.Headers.TryAddWithoutValidation("Origin", origin);
        request.Headers.Host = host;
        using var answer = await client.SendAsync(request, TestContext.Current.CancellationToken);
        return (int)answer.StatusCode;
    }

    private static async Task<string> UpgradeAsync(TestForum forum, string origin)
    {
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(IPAddress.Loopback, forum.Address.Port, TestContext.Current.CancellationToken);
        await socket.SendAsync(Encoding.ASCII.GetBytes(
            $"GET /_blazor HTTP/1.1\r\nHost: {forum.Address.Authority}\r\nOrigin: {origin}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n"), TestContext.Current.CancellationToken);
        var answer = new byte[64];
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        return Encoding.ASCII.GetString(answer, 0, await socket.ReceiveAsync(answer, limit.Token));
    }
}
