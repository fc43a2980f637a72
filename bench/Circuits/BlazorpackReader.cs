using System.Buffers.Binary;
using System.Text;

namespace Forum.Bench.Circuits;

/// <summary>Reads a frame's MessagePack, element by element, without copying.</summary>
internal ref struct BlazorpackReader(ReadOnlySpan<byte> frame)
{
    private ReadOnlySpan<byte> _rest = frame;

    /// <summary>Takes the first complete frame from the received bytes.</summary>
    /// <returns>False when it is still incomplete.</returns>
    public static bool TryTake(scoped ref ReadOnlySpan<byte> bytes, out ReadOnlySpan<byte> frame)
    {
        frame = default;
        var length = 0;
        for (var i = 0; i < Math.Min(5, bytes.Length); i++)
        {
            length |= (bytes[i] & 0x7F) << (7 * i);
            if (bytes[i] > 0x7F)
                continue;
            if (bytes.Length - i - 1 < length)
                return false;
            frame = bytes.Slice(i + 1, length);
            bytes = bytes[(i + 1 + length)..];
            return true;
        }

        return false;
    }

    public int ReadArrayLength()
    {
        var code = Byte();
        return code switch
        {
            >= 0x90 and <= 0x9F => code & 0x0F,
            0xDC => BinaryPrimitives.ReadUInt16BigEndian(Take(2)),
            0xDD => (int)BinaryPrimitives.ReadUInt32BigEndian(Take(4)),
            _ => throw Unexpected(code, "an array"),
        };
    }

    public long ReadInteger()
    {
        var code = Byte();
        return code switch
        {
            <= 0x7F => code,
            >= 0xE0 => (sbyte)code,
            0xCC => Byte(),
            0xCD => BinaryPrimitives.ReadUInt16BigEndian(Take(2)),
            0xCE => BinaryPrimitives.ReadUInt32BigEndian(Take(4)),
            0xCF => (long)BinaryPrimitives.ReadUInt64BigEndian(Take(8)),
            0xD0 => (sbyte)Byte(),
            0xD1 => BinaryPrimitives.ReadInt16BigEndian(Take(2)),
            0xD2 => BinaryPrimitives.ReadInt32BigEndian(Take(4)),
            0xD3 => BinaryPrimitives.ReadInt64BigEndian(Take(8)),
            _ => throw Unexpected(code, "a number"),
        };
    }

    public bool ReadTruth() => Byte() == 0xC3;

    /// <summary>The bytes of a string or binary; empty for nil.</summary>
    public ReadOnlySpan<byte> ReadBytes()
    {
        var code = Byte();
        return code switch
        {
            0xC0 => [],
            >= 0xA0 and <= 0xBF => Take(code & 0x1F),
            0xC4 or 0xD9 => Take(Byte()),
            0xC5 or 0xDA => Take(BinaryPrimitives.ReadUInt16BigEndian(Take(2))),
            0xC6 or 0xDB => Take((int)BinaryPrimitives.ReadUInt32BigEndian(Take(4))),
            _ => throw Unexpected(code, "a string or bytes"),
        };
    }

    public string ReadText() => Encoding.UTF8.GetString(ReadBytes());

    /// <summary>The headers of a message, which are always empty here.</summary>
    public void SkipHeaders()
    {
        if (Byte() is var code and not 0x80)
            throw Unexpected(code, "no headers");
    }

    private byte Byte() => Take(1)[0];

    private ReadOnlySpan<byte> Take(int count)
    {
        var taken = _rest[..count];
        _rest = _rest[count..];
        return taken;
    }

    private static InvalidDataException Unexpected(byte code, string wanted) => new($"A frame contains 0x{code:X2}, but {wanted} was expected.");
}
