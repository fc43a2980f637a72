using System.Net;
using System.Net.WebSockets;
using System.Text.Json;
using Forum.Bench.Shared;

namespace Forum.Bench.Circuits;

/// <summary>
/// The forum over HTTP, as a browser uses it. The caller has the cookies: many browsers share one connection pool here.
/// </summary>
internal sealed class ForumSite(Uri address) : IDisposable
{
    // No connection limit: each open circuit is a connection.
    private readonly HttpClient _http = new(new SocketsHttpHandler
    {
        UseCookies = false,
        AllowAutoRedirect = false,
        AutomaticDecompression = DecompressionMethods.All,
    })
    {
        BaseAddress = address,
        Timeout = TimeSpan.FromMinutes(2),
    };

    public Uri Address => address;

    public async Task<string> GetPageAsync(string path, string cookie, CancellationToken cancellation)
    {
        using var request = Request(HttpMethod.Get, path, cookie);
        using var answer = await _http.SendAsync(request, cancellation);
        return answer.StatusCode == HttpStatusCode.OK
            ? await answer.Content.ReadAsStringAsync(cancellation)
            : throw new InvalidOperationException($"GET {path} returned {(int)answer.StatusCode}.");
    }

    /// <summary>Negotiates and opens a circuit's socket.</summary>
    public async Task<ClientWebSocket> ConnectAsync(string cookie, CancellationToken cancellation)
    {
        using var request = Request(HttpMethod.Post, "/_blazor/negotiate?negotiateVersion=1", cookie);
        using var answer = await _http.SendAsync(request, cancellation);
        answer.EnsureSuccessStatusCode();
        using var parsed = JsonDocument.Parse(await answer.Content.ReadAsByteArrayAsync(cancellation));
        var token = parsed.RootElement.GetProperty("connectionToken").GetString()!;

        var socket = new ClientWebSocket();
        socket.Options.KeepAliveInterval = TimeSpan.Zero;
        socket.Options.SetRequestHeader("Origin", address.GetLeftPart(UriPartial.Authority));
        if (cookie.Length > 0)
            socket.Options.SetRequestHeader("Cookie", cookie);
        var hub = new UriBuilder(address) { Scheme = "ws", Path = "/_blazor", Query = "id=" + Uri.EscapeDataString(token) };
        try
        {
            await socket.ConnectAsync(hub.Uri, _http, cancellation);
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>
    /// What a browser sends when its page is closed: the circuit ends at once instead of being retained for a while.
    /// </summary>
    public async Task LeaveAsync(string circuitId, string cookie, CancellationToken cancellation)
    {
        using var request = Request(HttpMethod.Post, "/_blazor/disconnect", cookie);
        request.Content = new MultipartFormDataContent { { new StringContent(circuitId), "circuitId" } };
        using var answer = await _http.SendAsync(request, cancellation);
        answer.EnsureSuccessStatusCode();
    }

    /// <summary>Signs a member in through the form.</summary>
    /// <returns>The member's Cookie header.</returns>
    public Task<string> SignInAsync(string name, string password, CancellationToken cancellation) =>
        SignInForm.SendAsync(_http, name, password, cancellation);

    public void Dispose() => _http.Dispose();

    private static HttpRequestMessage Request(HttpMethod method, string path, string cookie)
    {
        var request = new HttpRequestMessage(method, path);
        request.Headers.Accept.ParseAdd("text/html");
        if (cookie.Length > 0)
            request.Headers.TryAddWithoutValidation("Cookie", cookie);
        return request;
    }
}
