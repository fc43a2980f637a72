using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace Forum.Bench.Circuits;

/// <summary>
/// What a circuit's client sends: SignalR's binary framing with MessagePack, as far as the circuit hub uses it. A frame
/// is its length as a varint, followed by an array that starts with its type. <see cref="BlazorpackReader"/> reads the other direction.
/// </summary>
internal static class Blazorpack
{
    public const int Invocation = 1;
    public const int Completion = 3;
    public const int PingKind = 6;
    public const int Close = 7;

    /// <summary>A client's first message.</summary>
    public static readonly byte[] Handshake = [.. """{"protocol":"blazorpack","version":1}"""u8, EndOfHandshake];

    /// <summary>Sent every 15 seconds, so that the server knows the client is there: an array of one element.</summary>
    public static readonly byte[] Ping = [2, 0x91, PingKind];

    /// <summary>Ends each side's handshake message.</summary>
    public const byte EndOfHandshake = 0x1E;

    /// <summary>A call of a hub method, as a complete frame.</summary>
    /// <param name="id">Requests a completion with the same id; null for none.</param>
    /// <param name="arguments">Null, <see langword="bool"/>, <see langword="int"/>, <see langword="long"/> or <see langword="string"/>.</param>
    public static byte[] Call(string? id, string target, params ReadOnlySpan<object?> arguments)
    {
        var body = new ArrayBufferWriter<byte>(128);
        body.Write<byte>([0x95, Invocation, 0x80]);
        Write(body, id);
        Write(body, target);
        body.Write<byte>([(byte)(0x90 | arguments.Length)]);
        foreach (var argument in arguments)
            Write(body, argument);
        return WithLength(body.WrittenSpan);
    }

    /// <summary>Answers a server call that waits for a result: success.</summary>
    public static byte[] Confirm(string id)
    {
        var body = new ArrayBufferWriter<byte>(16);
        body.Write<byte>([0x95, Completion, 0x80]);
        Write(body, id);
        body.Write<byte>([3, 0xC3]);
        return WithLength(body.WrittenSpan);
    }

    private static void Write(ArrayBufferWriter<byte> to, object? value)
    {
        switch (value)
        {
            case null:
                to.Write<byte>([0xC0]);
                break;
            case bool truth:
                to.Write<byte>([(byte)(truth ? 0xC3 : 0xC2)]);
                break;
            case int number:
                WriteNumber(to, number);
                break;
            case long number:
                WriteNumber(to, number);
                break;
            case string text:
                WriteText(to, text);
                break;
            default:
                throw new ArgumentException($"A {value.GetType()} is never sent.", nameof(value));
        }
    }

    // The long form works for every number; the server checks the range, not the form.
    private static void WriteNumber(ArrayBufferWriter<byte> to, long number)
    {
        var span = to.GetSpan(9);
        span[0] = 0xD3;
        BinaryPrimitives.WriteInt64BigEndian(span[1..], number);
        to.Advance(9);
    }

    private static void WriteText(ArrayBufferWriter<byte> to, string text)
    {
        var length = Encoding.UTF8.GetByteCount(text);
        var span = to.GetSpan(length + 5);
        span[0] = 0xDB;
        BinaryPrimitives.WriteInt32BigEndian(span[1..], length);
        Encoding.UTF8.GetBytes(text, span[5..]);
        to.Advance(length + 5);
    }

    private static byte[] WithLength(ReadOnlySpan<byte> body)
    {
        Span<byte> length = stackalloc byte[5];
        var used = 0;
        for (var rest = (uint)body.Length; ; rest >>= 7)
        {
            length[used++] = (byte)((rest & 0x7F) | (rest > 0x7F ? 0x80u : 0));
            if (rest <= 0x7F)
                break;
        }

        return [.. length[..used], .. body];
    }
}
