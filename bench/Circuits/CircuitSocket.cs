using System.Buffers;
using System.Net.WebSockets;

namespace Forum.Bench.Circuits;

/// <summary>Takes the frames from a circuit's socket, one at a time.</summary>
internal interface IFrameTaker
{
    void Take(ReadOnlySpan<byte> frame);
}

/// <summary>
/// A circuit's socket: one loop that reads, and sends in turn. It holds no buffer while nothing arrives, because 5,000
/// buffers would be most of this process's memory.
/// </summary>
internal sealed class CircuitSocket(ClientWebSocket socket, IFrameTaker taker) : IDisposable
{
    private const int FirstBuffer = 16 * 1024;
    private readonly SemaphoreSlim _sending = new(1, 1);
    private readonly ArrayBufferWriter<byte> _answers = new(256);
    private volatile TaskCompletionSource? _stalled;
    private bool _hasShakenHands;
    private byte[] _buffer = [];
    private int _filled;

    /// <summary>
    /// Sends an answer as soon as all frames that arrived together have been taken. Only for
    /// <see cref="IFrameTaker.Take"/>.
    /// </summary>
    public void Answer(ReadOnlySpan<byte> bytes) => _answers.Write(bytes);

    public async Task SendAsync(ReadOnlyMemory<byte> bytes)
    {
        await _sending.WaitAsync();
        try
        {
            await socket.SendAsync(bytes, WebSocketMessageType.Binary, endOfMessage: true, CancellationToken.None);
        }
        finally
        {
            _sending.Release();
        }
    }

    /// <summary>Reads until the socket closes.</summary>
    /// <returns>Why it closed.</returns>
    public async Task<string> ReadAsync()
    {
        try
        {
            while (await ReceiveAsync())
            {
                Dispatch();
                await FlushAsync();
            }

            return $"The server closed the socket: {socket.CloseStatus} {socket.CloseStatusDescription}";
        }
        catch (Exception error) when (IsEnd(error))
        {
            return error.Message;
        }
        finally
        {
            GiveBack();
        }
    }

    /// <summary>Stops reading, and so acknowledging.</summary>
    public void Stall() => _stalled = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Drops the connection without a close message.</summary>
    public void Cut()
    {
        socket.Abort();
        _stalled?.TrySetResult();
    }

    public void Dispose()
    {
        Cut();
        socket.Dispose();
    }

    private async Task<bool> ReceiveAsync()
    {
        // Wait for data without a buffer to read it into.
        if (_filled == 0)
            await socket.ReceiveAsync(Memory<byte>.Empty, CancellationToken.None);
        if (_stalled is { } stalled)
            await stalled.Task;
        MakeRoom();
        var received = await socket.ReceiveAsync(_buffer.AsMemory(_filled), CancellationToken.None);
        _filled += received.Count;
        return received.MessageType != WebSocketMessageType.Close;
    }

    private void Dispatch()
    {
        ReadOnlySpan<byte> bytes = _buffer.AsSpan(0, _filled);
        if (!_hasShakenHands && !TryShakeHands(ref bytes))
            return;
        while (BlazorpackReader.TryTake(ref bytes, out var frame))
            taker.Take(frame);

        var left = bytes.Length;
        bytes.CopyTo(_buffer);
        _filled = left;
        if (left == 0)
            GiveBack();
    }

    private bool TryShakeHands(ref ReadOnlySpan<byte> bytes)
    {
        var end = bytes.IndexOf(Blazorpack.EndOfHandshake);
        if (end < 0)
            return false;
        if (!bytes[..end].SequenceEqual("{}"u8))
            throw new InvalidDataException($"The hub refused the handshake: {System.Text.Encoding.UTF8.GetString(bytes[..end])}");
        bytes = bytes[(end + 1)..];
        _hasShakenHands = true;
        return true;
    }

    private async ValueTask FlushAsync()
    {
        if (_answers.WrittenCount == 0)
            return;
        await SendAsync(_answers.WrittenMemory);
        _answers.ResetWrittenCount();
    }

    private static bool IsEnd(Exception error) =>
        error is WebSocketException or IOException or OperationCanceledException or ObjectDisposedException or InvalidDataException;

    private void MakeRoom()
    {
        if (_filled < _buffer.Length)
            return;
        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(FirstBuffer, _buffer.Length * 2));
        _buffer.AsSpan(0, _filled).CopyTo(larger);
        var filled = _filled;
        GiveBack();
        (_buffer, _filled) = (larger, filled);
    }

    private void GiveBack()
    {
        if (_buffer.Length > 0)
            ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = [];
        _filled = 0;
    }
}
