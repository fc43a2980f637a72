using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Forum.Bench.Circuits;

/// <summary>
/// One browser: gets the page, opens its circuit, acknowledges renders, and answers script calls as the scripts in Forum.Web
/// would, as far as the server can tell.
/// </summary>
/// <param name="isLooking">Whether the chat is on the screen.</param>
/// <param name="receipts">Finds chat messages in what arrives.</param>
internal sealed partial class Circuit(int number, string cookie, bool isLooking, ForumSite site, Receipts receipts) : IFrameTaker, IDisposable
{
    private const string StartId = "0";
    private static readonly TimeSpan AnswerLimit = TimeSpan.FromSeconds(60);
    private readonly TaskCompletionSource _live = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Lock _lock = new();
    private readonly Dictionary<string, TaskCompletionSource<string>> _calls = [];
    private CircuitSocket? _socket;
    private CircuitPage? _page;
    private string? _id;
    private long _chatPanel;
    private int _lastCall;

    public int Number => number;

    public CircuitState State { get; private set; }

    /// <summary>Why it failed; null if it hasn't.</summary>
    public string? Failure { get; private set; }

    /// <summary>
    /// The time from requesting the page until the islands are live and the chat's messages are on the screen.
    /// </summary>
    public TimeSpan ToLive { get; private set; }

    /// <summary>The chat room in which it can write; null when it can't.</summary>
    public string? Room { get; private set; }

    public bool CanWrite => State == CircuitState.Healthy && Room is not null;

    public async Task OpenAsync(string path, CancellationToken cancellation)
    {
        var started = Stopwatch.GetTimestamp();
        try
        {
            _page = CircuitPage.Read(await site.GetPageAsync(path, cookie, cancellation));
            if (_page.Islands == 0)
                throw new InvalidOperationException($"The page {path} has no islands for this viewer, so it has no circuit.");
            _socket = new CircuitSocket(await site.ConnectAsync(cookie, cancellation), this);
            _ = ReadAsync();
            await _socket.SendAsync(Blazorpack.Handshake);
            var address = new Uri(site.Address, path).ToString();
            await _socket.SendAsync(Blazorpack.Call(StartId, "StartCircuit", site.Address.ToString(), address, "[]", _page.State));
            await _live.Task.WaitAsync(AnswerLimit, cancellation);
            ToLive = Stopwatch.GetElapsedTime(started);
            if (State == CircuitState.Opening)
                State = CircuitState.Healthy;
        }
        catch (Exception error) when (!cancellation.IsCancellationRequested)
        {
            Fail(error.Message);
        }
    }

    /// <summary>Posts a chat message.</summary>
    /// <returns>The panel's answer: <c>null</c> when it is stored, otherwise the error.</returns>
    public Task<string> SayAsync(string text) => CallPanelAsync("SendAsync", $"""[{Room},"{Guid.NewGuid()}","{text}"]""");

    public async Task PingAsync()
    {
        try
        {
            if (State is CircuitState.Healthy or CircuitState.Stalled)
                await _socket!.SendAsync(Blazorpack.Ping);
        }
        catch (Exception error) when (error is System.Net.WebSockets.WebSocketException or ObjectDisposedException or OperationCanceledException)
        {
            Fail(error.Message);
        }
    }

    public void Stall()
    {
        State = CircuitState.Stalled;
        _socket?.Stall();
    }

    public void Vanish()
    {
        State = CircuitState.Vanished;
        _socket?.Cut();
    }

    /// <summary>The browser closes the page.</summary>
    public async Task EndAsync(CancellationToken cancellation)
    {
        State = CircuitState.Ended;
        if (_id is not null)
            await site.LeaveAsync(_id, cookie, cancellation);
        Dispose();
    }

    public void Dispose() => _socket?.Dispose();

    void IFrameTaker.Take(ReadOnlySpan<byte> frame)
    {
        var reader = new BlazorpackReader(frame);
        reader.ReadArrayLength();
        var kind = reader.ReadInteger();
        if (kind == Blazorpack.Close)
        {
            Fail("The hub closed the connection: " + reader.ReadText());
        }
        else if (kind == Blazorpack.Completion)
        {
            reader.SkipHeaders();
            TakeCompletion(ref reader);
        }
        else if (kind == Blazorpack.Invocation)
        {
            reader.SkipHeaders();
            var id = reader.ReadText();
            var target = reader.ReadBytes();
            reader.ReadArrayLength();
            TakeCall(id, target, ref reader);
        }
    }

    // Only starting the circuit requests a completion. Then start the islands.
    private void TakeCompletion(ref BlazorpackReader reader)
    {
        var id = reader.ReadText();
        if (id != StartId || reader.ReadInteger() != 3 || reader.ReadText() is not { Length: > 0 } circuit)
        {
            Fail("The circuit didn't start.");
            return;
        }

        _id = circuit;
        _socket!.Answer(Blazorpack.Call(null, "UpdateRootComponents", _page!.Operations, _page.State));

        // A few kilobytes for each of thousands of circuits, and no longer needed.
        _page = _page with { Operations = "", State = "" };
    }

    private void TakeCall(string id, ReadOnlySpan<byte> target, ref BlazorpackReader reader)
    {
        if (target.SequenceEqual("JS.RenderBatch"u8))
        {
            var batch = reader.ReadInteger();
            var bytes = reader.ReadBytes();
            receipts.Look(number, bytes);
            if (Room is null && _page!.HasChat)
                Room = RenderBatch.FindAttribute(bytes, "data-room"u8);
            _socket!.Answer(Blazorpack.Call(null, "OnRenderCompleted", batch, null));

            // The first render after the panel has found its script is the one with the messages.
            if (_chatPanel != 0 && _live.TrySetResult() && isLooking)
                _socket!.Answer(CallOfPanel(NextCall(), "LookingAsync", "[true]"));
        }
        else if (target.SequenceEqual("JS.BeginInvokeJS"u8))
        {
            RunScript(reader.ReadInteger(), reader.ReadBytes(), reader.ReadBytes());
        }
        else if (target.SequenceEqual("JS.EndInvokeDotNet"u8))
        {
            TakeAnswer(reader.ReadText(), reader.ReadTruth(), reader.ReadText());
        }
        else if (target.SequenceEqual("JS.EndUpdateRootComponents"u8) && !_page!.HasChat)
        {
            _live.TrySetResult();
        }
        else if (target.SequenceEqual("JS.SavePersistedState"u8))
        {
            KeepState(id);
        }
        else if (target.SequenceEqual("JS.Error"u8))
        {
            Fail("The circuit failed: " + reader.ReadText());
        }
    }

    private void RunScript(long handle, ReadOnlySpan<byte> function, ReadOnlySpan<byte> arguments)
    {
        var result = "null";
        receipts.Look(number, arguments);
        if (function.SequenceEqual("forum.chat.connect"u8))
        {
            _chatPanel = long.Parse(DotNetObjects().Match(Encoding.UTF8.GetString(arguments)).Groups["id"].Value, CultureInfo.InvariantCulture);
            result = "\"Etc/UTC\"";
        }

        if (handle != 0)
            _socket!.Answer(Blazorpack.Call(null, "EndInvokeJSFromDotNet", handle, true, $"[{handle},true,{result}]"));
    }

    private async Task<string> CallPanelAsync(string method, string arguments)
    {
        var id = NextCall();
        var answer = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_lock)
            _calls[id] = answer;
        await _socket!.SendAsync(CallOfPanel(id, method, arguments));
        return await answer.Task.WaitAsync(AnswerLimit);
    }

    private string NextCall() => Interlocked.Increment(ref _lastCall).ToString(CultureInfo.InvariantCulture);

    private byte[] CallOfPanel(string id, string method, string arguments) =>
        Blazorpack.Call(null, "BeginInvokeDotNetFromJS", id, null, method, _chatPanel, arguments);

    private void TakeAnswer(string id, bool succeeded, string result)
    {
        TaskCompletionSource<string>? answer;
        lock (_lock)
            _calls.Remove(id, out answer);
        if (succeeded)
            answer?.TrySetResult(result);
        else
            answer?.TrySetException(new InvalidOperationException(result));
    }

    private async Task ReadAsync() => Fail(await _socket!.ReadAsync());

    // A circuit that was stalled, cut or ended on purpose hasn't failed; and the first reason is the real one.
    private void Fail(string reason)
    {
        if (State is CircuitState.Opening or CircuitState.Healthy)
        {
            Failure = reason;
            State = CircuitState.Failed;
        }

        _live.TrySetException(new InvalidOperationException(reason));
        lock (_lock)
        {
            foreach (var call in _calls.Values)
                call.TrySetException(new InvalidOperationException(reason));
            _calls.Clear();
        }
    }

    [GeneratedRegex("\"__dotNetObject\":(?<id>[0-9]+)", RegexOptions.CultureInvariant)]
    private static partial Regex DotNetObjects();
}
