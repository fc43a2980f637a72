using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using SkiaSharp;

namespace Forum.Tests.Support;

/// <summary>
/// Pictures of all kinds that people upload: red on the left, blue on the right, except for those with one color.
/// </summary>
public static class Pictures
{
    private const int HeaderEnd = 33;
    private static readonly byte[] Signature = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A];

    /// <summary>One of each accepted kind, by name.</summary>
    public static IReadOnlyDictionary<string, byte[]> All { get; } = new Dictionary<string, byte[]>
    {
        ["PNG"] = Png(),
        ["PNG, gray"] = Png(kind: new(0, 8)),
        ["PNG, one bit"] = Png(33, 17, new(0, 1)),
        ["PNG, gray and transparency"] = Png(kind: new(4, 16)),
        ["PNG, 16 bit"] = Png(kind: new(6, 16)),
        ["PNG, palette"] = Png(kind: new(3, 8)),
        ["JPEG"] = Encoded(SKEncodedImageFormat.Jpeg, 640, 480),
        ["JPEG, gray"] = Jpeg(components: 1),
        ["JPEG, CMYK"] = Jpeg(components: 4),
        ["WebP"] = Encoded(SKEncodedImageFormat.Webp, 640, 480),
        ["WebP, lossless"] = Encoded(SKEncodedImageFormat.Webp, 64, 48, quality: 100),
        ["GIF"] = Gif(),
    };

    /// <summary>A PNG's pixel format: the color type and the bits per sample, as in its header.</summary>
    public sealed record PngKind(int Color, int Depth);

    /// <summary>A PNG as uploaded.</summary>
    public static MemoryStream Sent() => new(Png());

    /// <summary>A PNG with varying pixels.</summary>
    public static byte[] Png(int width = 64, int height = 64, PngKind? kind = null)
    {
        kind ??= new(6, 8);
        var bits = kind.Depth * kind.Color switch { 2 => 3, 4 => 2, 6 => 4, _ => 1 };
        var rows = Enumerable.Range(0, height).SelectMany(line => (byte[])[0, .. Enumerable.Range(0, ((width * bits) + 7) / 8).Select(i => (byte)((i * 5) + (line * 3)))]);
        return Png(width, height, kind, Packed([.. rows]));
    }

    /// <summary>A PNG from pixels that are already compressed.</summary>
    public static byte[] Png(int width, int height, PngKind kind, byte[] packed)
    {
        byte[] palette = kind.Color == 3 ? Chunk("PLTE", [.. Enumerable.Range(0, 3 << kind.Depth).Select(static i => (byte)(i * 7))]) : [];
        return [.. Signature, .. Chunk("IHDR", [.. Big(width), .. Big(height), (byte)kind.Depth, (byte)kind.Color, 0, 0, 0]), .. palette, .. Chunk("IDAT", packed), .. Chunk("IEND", [])];
    }

    /// <summary>Compressed as in a PNG.</summary>
    public static byte[] Packed(byte[] bytes)
    {
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.SmallestSize, leaveOpen: true))
            zlib.Write(bytes);
        return packed.ToArray();
    }

    /// <summary>The PNG with an extra chunk after its header.</summary>
    public static byte[] With(byte[] png, string name, byte[] data) => [.. png[..HeaderEnd], .. Chunk(name, data), .. png[HeaderEnd..]];

    /// <summary>The JPEG with an extra segment at its beginning.</summary>
    public static byte[] With(byte[] jpeg, byte marker, byte[] body) => [.. jpeg[..2], .. Segment(marker, body), .. jpeg[2..]];

    /// <summary>What a camera adds to the pixels: a text, and the orientation.</summary>
    public static byte[] Exif(string text, byte orientation = 1)
    {
        byte[] said = [.. Encoding.ASCII.GetBytes(text), 0];
        byte[] directory = [2, 0, 0x0E, 0x01, 2, 0, .. Little(said.Length), .. Little(38), 0x12, 0x01, 3, 0, .. Little(1), .. Little(orientation), .. Little(0)];
        return [.. "Exif\0\0II"u8, 42, 0, .. Little(8), .. directory, .. said];
    }

    /// <summary>A picture in one of the library's formats; with noise it is as large as a camera's.</summary>
    public static byte[] Encoded(SKEncodedImageFormat format, int width, int height, int quality = 90, bool hasNoise = false)
    {
        using var bitmap = Drawn(width, height, hasNoise);
        using var encoded = bitmap.Encode(format, quality);
        return encoded.ToArray();
    }

    /// <summary>
    /// A photo as taken by a phone, 4032 by 3024 pixels: held upright, so the file is sideways, and with the location.
    /// </summary>
    public static byte[] Photo(string place) => With(Encoded(SKEncodedImageFormat.Jpeg, 4032, 3024, hasNoise: true), 0xE1, Exif(place, orientation: 6));

    /// <summary>Two frames in sequence.</summary>
    public static byte[] MovingWebP()
    {
        var still = Encoded(SKEncodedImageFormat.Webp, 64, 64);
        var pixels = still[still.AsSpan().IndexOf("VP8 "u8)..];
        byte[] frame = [0, 0, 0, 0, 0, 0, 63, 0, 0, 63, 0, 0, 100, 0, 0, 0, .. pixels];
        byte[] body = [.. "WEBP"u8, .. Riff("VP8X", [2, 0, 0, 0, 63, 0, 0, 63, 0, 0]), .. Riff("ANIM", new byte[6]), .. Riff("ANMF", frame), .. Riff("ANMF", frame)];
        return [.. "RIFF"u8, .. Little(body.Length), .. body];
    }

    /// <summary>
    /// A GIF with this many frames, uncompressed: each 8-bit code is a color, and the code table is reset before it grows.
    /// </summary>
    public static byte[] Gif(int width = 64, int height = 64, int frames = 1)
    {
        byte[] colors = [0, 0, 0, 200, 0, 0, 0, 0, 200, .. new byte[125 * 3]];
        var codes = Enumerable.Range(0, width * height).Select(i => (byte)(i % width * 2 < width ? 1 : 2)).Chunk(100).SelectMany(static part => (byte[])[0x80, .. part]).Append((byte)0x81);
        byte[] frame =
        [
            0x21, 0xF9, 4, 0, 10, 0, 0, 0, 0x2C, 0, 0, 0, 0, .. Little(width)[..2], .. Little(height)[..2], 0, 7,
            .. codes.Chunk(255).SelectMany(static block => (byte[])[(byte)block.Length, .. block]), 0,
        ];
        return [.. "GIF89a"u8, .. Little(width)[..2], .. Little(height)[..2], 0xE6, 0, 0, .. colors, .. Enumerable.Repeat(frame, frames).SelectMany(static one => one), 0x3B];
    }

    // One color: each block says with two bits that nothing differs.
    private static byte[] Jpeg(int components)
    {
        var parts = Enumerable.Range(1, components).Select(static i => (byte)i).ToList();
        byte[] codesOfBlocks = [0x00, 1, .. new byte[15], 0], codesWithin = [0x10, 1, .. new byte[15], 0];
        return
        [
            0xFF, 0xD8, .. components == 4 ? Segment(0xEE, [.. "Adobe"u8, 0, 100, 0, 0, 0, 0, 0]) : [], .. Segment(0xDB, [0, .. Enumerable.Repeat((byte)1, 64)]),
            .. Segment(0xC0, [8, 0, 64, 0, 64, (byte)components, .. parts.SelectMany(static part => (byte[])[part, 0x11, 0])]),
            .. Segment(0xC4, codesOfBlocks), .. Segment(0xC4, codesWithin),
            .. Segment(0xDA, [(byte)components, .. parts.SelectMany(static part => (byte[])[part, 0]), 0, 63, 0]), .. new byte[64 * 2 * components / 8], 0xFF, 0xD9,
        ];
    }

    private static SKBitmap Drawn(int width, int height, bool hasNoise)
    {
        var bitmap = new SKBitmap(new SKImageInfo(width, height, SKColorType.Rgba8888, SKAlphaType.Opaque));
        var pixels = bitmap.GetPixelSpan();
        var (bytes, seed) = (new byte[pixels.Length], 1u);
        for (var i = 0; i < bytes.Length; i += 4)
        {
            seed = (seed * 1664525) + 1013904223;
            var noise = hasNoise ? (byte)(seed >> 26) : (byte)0;
            var isLeft = i / 4 % width * 2 < width;
            (bytes[i], bytes[i + 1], bytes[i + 2], bytes[i + 3]) = (isLeft ? (byte)200 : noise, noise, isLeft ? noise : (byte)200, 255);
        }

        System.Runtime.InteropServices.Marshal.Copy(bytes, 0, bitmap.GetPixels(), bytes.Length);
        return bitmap;
    }

    private static byte[] Segment(byte marker, byte[] body) => [0xFF, marker, (byte)((body.Length + 2) >> 8), (byte)(body.Length + 2), .. body];

    private static byte[] Riff(string name, byte[] data) => [.. Encoding.ASCII.GetBytes(name), .. Little(data.Length), .. data, .. new byte[data.Length & 1]];

    private static byte[] Chunk(string name, byte[] data)
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

    private static byte[] Little(int number) => BitConverter.GetBytes(number);
}
