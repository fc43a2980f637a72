using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace Forum.Tests.Support;

/// <summary>Small pictures, made byte by byte as their formats want it, and PNG in all its kinds.</summary>
public static class Pictures
{
    private const int HeaderEnd = 33;
    private static readonly byte[] Signature = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A];
    private static readonly (int X, int Y, int StepX, int StepY)[] Passes = [(0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2)];

    /// <summary>One of each kind that is to be taken, by what it is.</summary>
    public static IReadOnlyDictionary<string, (byte[] File, string Type)> All { get; } = new Dictionary<string, (byte[], string)>
    {
        ["PNG, colours and transparency"] = (Png(), "image/png"),
        ["PNG, colours"] = (Png(kind: new(2, 8)), "image/png"),
        ["PNG, grey"] = (Png(kind: new(0, 8)), "image/png"),
        ["PNG, one bit"] = (Png(33, 17, new(0, 1)), "image/png"),
        ["PNG, grey and transparency"] = (Png(kind: new(4, 16)), "image/png"),
        ["PNG, 16 bit"] = (Png(kind: new(6, 16)), "image/png"),
        ["PNG, palette"] = (Png(kind: new(3, 8)), "image/png"),
        ["PNG, four colours"] = (Png(19, 16, new(3, 2)), "image/png"),
        ["PNG, interlaced"] = (Png(61, 37, new(6, 8, IsInterlaced: true)), "image/png"),
        ["PNG, interlaced bits"] = (Png(17, 16, new(3, 4, IsInterlaced: true)), "image/png"),
        ["JPEG"] = (JpegMaker.Baseline(64, 48), "image/jpeg"),
        ["JPEG, progressive"] = (JpegMaker.Progressive(40, 64), "image/jpeg"),
        ["JPEG with JFIF"] = (JpegMaker.With(JpegMaker.Baseline(64, 64), 0xE0, [.. "JFIF\0"u8, 1, 1, 0, 0, 1, 0, 1, 0, 0]), "image/jpeg"),
        ["WebP"] = (WebPMaker.Lossy(), "image/webp"),
        ["WebP, lossless"] = (WebPMaker.Lossless(64, 64), "image/webp"),
        ["WebP with transparency"] = (WebPMaker.Transparent(), "image/webp"),
        ["GIF"] = (GifMaker.Make(64, 64), "image/gif"),
        ["GIF, many codes"] = (GifMaker.Make(300, 200), "image/gif"),
    };

    /// <summary>How the pixels of a PNG are written: the type of colour and the bits of each sample, as its header has them.</summary>
    public sealed record PngKind(int Colour, int Depth, bool IsInterlaced = false);

    /// <summary>A PNG with pixels that differ.</summary>
    public static byte[] Png(int width = 64, int height = 64, PngKind? kind = null)
    {
        kind ??= new(6, 8);
        return Png(width, height, kind, Packed(Rows(width, height, kind)));
    }

    /// <summary>A PNG around pixels that are packed already.</summary>
    public static byte[] Png(int width, int height, PngKind kind, byte[] packed)
    {
        byte[] header = [.. Big(width), .. Big(height), (byte)kind.Depth, (byte)kind.Colour, 0, 0, (byte)(kind.IsInterlaced ? 1 : 0)];
        var palette = kind.Colour == 3 ? Chunk("PLTE", [.. Enumerable.Range(0, 3 << kind.Depth).Select(static i => (byte)(i * 7))]) : [];
        return [.. Signature, .. Chunk("IHDR", header), .. palette, .. Chunk("IDAT", packed), .. Chunk("IEND", [])];
    }

    /// <summary>The rows before they are packed, each after the number of its filter.</summary>
    public static byte[] Rows(int width, int height, PngKind kind)
    {
        var bits = kind.Depth * kind.Colour switch { 2 => 3, 4 => 2, 6 => 4, _ => 1 };
        var rows = new List<byte>();
        foreach (var (x, y, stepX, stepY) in kind.IsInterlaced ? Passes : [(0, 0, 1, 1)])
        {
            var (columns, lines) = ((width - x + stepX - 1) / stepX, (height - y + stepY - 1) / stepY);
            for (var line = 0; line < lines && columns > 0; line++)
                rows.AddRange([(byte)(line % 5), .. Enumerable.Range(0, ((columns * bits) + 7) / 8).Select(i => (byte)((i * 5) + (line * 3)))]);
        }

        return [.. rows];
    }

    /// <summary>Packed as a PNG packs.</summary>
    public static byte[] Packed(byte[] bytes)
    {
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.SmallestSize, leaveOpen: true))
            zlib.Write(bytes);
        return packed.ToArray();
    }

    /// <summary>The file with one more chunk behind its header.</summary>
    public static byte[] With(byte[] png, string name, byte[] data) => [.. png[..HeaderEnd], .. Chunk(name, data), .. png[HeaderEnd..]];

    /// <summary>A chunk as it stands in a file.</summary>
    public static byte[] Chunk(string name, byte[] data)
    {
        byte[] body = [.. Encoding.Latin1.GetBytes(name), .. data];
        return [.. Big(data.Length), .. body, .. Big(Crc(body))];
    }

    // Annex D.
    private static int Crc(byte[] bytes)
    {
        var crc = uint.MaxValue;
        foreach (var one in bytes)
        {
            crc ^= one;
            for (var bit = 0; bit < 8; bit++)
                crc = (crc & 1) == 1 ? 0xEDB88320 ^ (crc >> 1) : crc >> 1;
        }

        return unchecked((int)~crc);
    }

    private static byte[] Big(int number)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(bytes, number);
        return bytes;
    }
}
