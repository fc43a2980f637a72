using Forum.Bench.Circuits;
using System.Net;
using System.Net.WebSockets;
using System.Text;

namespace Forum.Tests.Support;

/// <summary>A circuit opened by a program, with the headers it was given.</summary>
internal sealed class TestCircuit : IFrameTaker, IDisposable
{
    private readonly TaskCompletionSource<string> _started = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<string> _result = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly StringBuilder _drawn = new();
    private readonly CircuitSocket _socket;

    private TestCircuit(ClientWebSocket socket)
    {
        _socket = new CircuitSocket(socket, this);
        _ = ReadAsync();
    }

    /// <summary>Everything rendered so far, as received.</summary>
    public string Drawn
    {
        get
        {
            lock (_drawn)
                return _drawn.ToString();
        }
    }

    /// <summary>Connects. <paramref name="headers"/> go with the request, <c>Origin</c> and <c>Host</c> among them.</summary>
    public static async Task<TestCircuit> ConnectAsync(Uri address, CookieContainer? cookies = null, params (string Name, string Value)[] headers)
    {
        var socket = new ClientWebSocket();
        try
        {
            socket.Options.RemoteCertificateValidationCallback = static (_, certificate, _, _) => certificate?.GetCertHashString() == TlsProxy.Thumbprint;
            if (cookies is not null)
                socket.Options.SetRequestHeader("Cookie", cookies.GetCookieHeader(address));
            foreach (var (name, value) in headers)
                socket.Options.SetRequestHeader(name, value);
            var target = new UriBuilder(address) { Scheme = address.Scheme == "https" ? "wss" : "ws", Path = "/_blazor" }.Uri;
            using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
            await socket.ConnectAsync(target, limit.Token);
        }
        catch
        {
            socket.Dispose();
            throw;
        }

        var circuit = new TestCircuit(socket);
        await circuit._socket.SendAsync(Blazorpack.Handshake);
        return circuit;
    }

    /// <summary>Starts the circuit and opens a page's islands in it.</summary>
    /// <returns>"live", or the reason why not.</returns>
    public async Task<string> OpenAsync(Uri address, string html)
    {
        var page = CircuitPage.Read(html);
        Assert.NotEqual(0, page.Islands);
        await _socket.SendAsync(Blazorpack.Call("0", "StartCircuit", address.ToString(), address.ToString(), "[]", page.State));
        await AnsweredAsync();
        if (_result.Task.IsCompleted)
            return await _result.Task;
        await SendAsync(null, "UpdateRootComponents", page.Operations, page.State);
        return await EndAsync();
    }

    public Task SendAsync(string? id, string target, params object?[] arguments) => _socket.SendAsync(Blazorpack.Call(id, target, arguments));

    /// <summary>Waits until a call was answered, or the connection was closed.</summary>
    public Task AnsweredAsync() => Within(Task.WhenAny(_started.Task, _result.Task));

    /// <summary>Waits for the outcome.</summary>
    public Task<string> EndAsync() => Within(_result.Task);

    public void Dispose() => _socket.Dispose();

    void IFrameTaker.Take(ReadOnlySpan<byte> frame)
    {
        var reader = new BlazorpackReader(frame);
        reader.ReadArrayLength();
        var kind = reader.ReadInteger();
        if (kind == Blazorpack.Close)
        {
            _result.TrySetResult("closed");
        }
        else if (kind == Blazorpack.Completion)
        {
            _started.TrySetResult("");
        }
        else if (kind == Blazorpack.Invocation)
        {
            reader.SkipHeaders();
            reader.ReadBytes();
            var target = reader.ReadText();
            reader.ReadArrayLength();
            if (target == "JS.EndUpdateRootComponents")
                _result.TrySetResult("live");
            else if (target == "JS.Error")
                _result.TrySetResult(reader.ReadText());
            else if (target == "JS.RenderBatch")
                Draw(reader.ReadInteger(), reader.ReadBytes());
        }
    }

    private void Draw(long batch, ReadOnlySpan<byte> bytes)
    {
        lock (_drawn)
            _drawn.Append(Encoding.UTF8.GetString(bytes));
        _socket.Answer(Blazorpack.Call(null, "OnRenderCompleted", batch, null));
    }

    private static Task<T> Within<T>(Task<T> task) => task.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);

    private async Task ReadAsync() => _result.TrySetResult(await _socket.ReadAsync());
}
