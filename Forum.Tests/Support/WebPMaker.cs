using System.Buffers.Binary;
using System.Text;

namespace Forum.Tests.Support;

/// <summary>WebP in its three kinds (RFC 9649).</summary>
public static class WebPMaker
{
    // 16 × 16 pixels each, as Chromium packs them: a yellow square on blue, and the same with a quarter of it transparent.
    private static readonly byte[] Square = Convert.FromBase64String(
        "kAMAnQEqEAAQAAQAaCWwAnRzATABc//oAf4DeVf3A+EDyAAscAD+Ij/y/z/8u4z//K3j0jyaXcyaHBvSFDR6XEKuDWjo1bdi+r6hoxJtQO025GiBwhwlkxjSz2+4gx3yAAA=");

    private static readonly byte[] Alpha = Convert.FromBase64String("AQ8w/xERQiyY5C/dOYWI/k9AiwM=");

    private static readonly byte[] BehindAlpha = Convert.FromBase64String(
        "cAMAnQEqEAAQAAQAaCWwAsSVAaf/6AH+A3lXpAAaoMDiGjoAAP73eZoHrm1mS32UCz13udZi9vyazmu1pc0uzsv1gbzDPymT4hU4r0aCWg2QmWnV4ALcQAAA");

    /// <summary>Without anything around the pixels.</summary>
    public static byte[] Lossy() => File(Chunk("VP8 ", Square));

    /// <summary>One colour: five codes of one symbol each, which take no bit for a pixel.</summary>
    public static byte[] Lossless(int width, int height)
    {
        List<(int Value, int Bits)> written = [(0x2F, 8), (width - 1, 14), (height - 1, 14), (0, 1), (0, 3), (0, 1), (0, 1), (0, 1)];
        foreach (var sample in new[] { 120, 200, 40, 255 })
            written.AddRange([(1, 1), (0, 1), (1, 1), (sample, 8)]);
        written.AddRange([(1, 1), (0, 1), (0, 1), (0, 1)]);
        var bits = written.SelectMany(static part => Enumerable.Range(0, part.Bits).Select(bit => (part.Value >> bit) & 1)).ToList();
        return File(Chunk("VP8L", [.. bits.Chunk(8).Select(static eight => (byte)eight.Select(static (bit, i) => bit << i).Sum())]));
    }

    /// <summary>With transparency, which takes the long header.</summary>
    public static byte[] Transparent() => File(Header(0x10), Chunk("ALPH", Alpha), Chunk("VP8 ", BehindAlpha));

    /// <summary>As browsers write what they scale: with the profile of its colours.</summary>
    public static byte[] WithProfile() => File(Header(0x30), Chunk("ICCP", new byte[457]), Chunk("ALPH", Alpha), Chunk("VP8 ", BehindAlpha));

    /// <summary>The picture with the long header, and one more chunk behind the pixels.</summary>
    public static byte[] With(int flags, string name, byte[] data) => File(Header(flags), Chunk("VP8 ", Square), Chunk(name, data));

    /// <summary>Two frames, one after the other.</summary>
    public static byte[] Moving()
    {
        byte[] frame = [0, 0, 0, 0, 0, 0, 15, 0, 0, 15, 0, 0, 100, 0, 0, 0, .. Chunk("VP8 ", Square)];
        return File(Header(0x02), Chunk("ANIM", new byte[6]), Chunk("ANMF", frame), Chunk("ANMF", frame));
    }

    /// <summary>The long header, for 16 × 16 pixels.</summary>
    public static byte[] Header(int flags, int side = 16) => Chunk("VP8X", [(byte)flags, 0, 0, 0, .. Side(side), .. Side(side)]);

    /// <summary>A file of chunks.</summary>
    public static byte[] File(params byte[][] chunks)
    {
        byte[] body = [.. "WEBP"u8, .. chunks.SelectMany(static chunk => chunk)];
        return [.. "RIFF"u8, .. Little(body.Length), .. body];
    }

    private static byte[] Chunk(string name, byte[] data) => [.. Encoding.ASCII.GetBytes(name), .. Little(data.Length), .. data, .. new byte[data.Length & 1]];

    private static byte[] Side(int side) => Little(side - 1)[..3];

    private static byte[] Little(int number)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, number);
        return bytes;
    }
}
