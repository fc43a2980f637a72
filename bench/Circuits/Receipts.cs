using System.Buffers.Text;
using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Forum.Bench.Circuits;

/// <summary>
/// When each message reached each circuit. Each message carries a marker that nothing else on a page looks like; it's
/// searched for in the received bytes before they are parsed.
/// </summary>
internal sealed class Receipts
{
    private volatile MessageLog? _log;

    /// <summary>Starts looking for this log's messages.</summary>
    public void Follow(MessageLog log) => _log = log;

    /// <summary>Looks for messages in a circuit's received bytes.</summary>
    public void Look(int circuit, ReadOnlySpan<byte> bytes) => _log?.Look(circuit, bytes);
}

/// <summary>The messages of one round, and their receipts.</summary>
internal sealed class MessageLog
{
    private const int Digits = 5;
    private readonly string _prefix = "zq" + RandomNumberGenerator.GetHexString(8, lowercase: true);
    private readonly byte[] _prefixBytes;
    private readonly long[] _sent;
    private readonly long[][] _received;
    private long _receipts;
    private long _duplicates;

    public MessageLog(int messages, int circuits)
    {
        _prefixBytes = Encoding.UTF8.GetBytes(_prefix);
        _sent = new long[messages];
        _received = [.. Enumerable.Range(0, messages).Select(_ => new long[circuits])];
    }

    /// <summary>The number of first receipts so far.</summary>
    public long Count => Interlocked.Read(ref _receipts);

    /// <summary>How often a circuit received a message again.</summary>
    public long Duplicates => Interlocked.Read(ref _duplicates);

    /// <summary>Starts a message.</summary>
    /// <returns>Its text.</returns>
    public string Begin(int message)
    {
        _sent[message] = Stopwatch.GetTimestamp();
        var number = message.ToString("D5", CultureInfo.InvariantCulture);
        return $"{_prefix}{number} is about as long as what people say in a chat, which is not much.";
    }

    public void Look(int circuit, ReadOnlySpan<byte> bytes)
    {
        var now = 0L;
        for (var at = bytes.IndexOf(_prefixBytes); at >= 0; at = bytes.IndexOf(_prefixBytes))
        {
            bytes = bytes[(at + _prefixBytes.Length)..];
            if (now == 0)
                now = Stopwatch.GetTimestamp();
            if (bytes.Length < Digits || !Utf8Parser.TryParse(bytes[..Digits], out int message, out _) || message >= _sent.Length)
                continue;
            var before = Interlocked.CompareExchange(ref _received[message][circuit], now, 0);
            if (before == 0)
                Interlocked.Increment(ref _receipts);

            // The same timestamp means the same frame, which may contain a text twice.
            else if (before != now)
                Interlocked.Increment(ref _duplicates);
        }
    }

    /// <summary>The time a message took to reach a circuit, in milliseconds; null if it didn't.</summary>
    public double? Milliseconds(int message, int circuit) =>
        Interlocked.Read(ref _received[message][circuit]) is > 0 and var at ? Stopwatch.GetElapsedTime(_sent[message], at).TotalMilliseconds : null;
}
