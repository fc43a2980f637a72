namespace Forum.Tests.Support;

/// <summary>JPEG of one grey: the shortest that follow the standard (ITU-T T.81).</summary>
public static class JpegMaker
{
    // One code each, of one bit: no difference to the block before, and nothing more in this block.
    private static readonly byte[] CodesOfBlocks = [0x00, 1, .. new byte[15], 0];
    private static readonly byte[] CodesWithin = [0x10, 1, .. new byte[15], 0];

    /// <summary>With all of a block in one scan.</summary>
    public static byte[] Baseline(int width, int height) =>
    [
        .. Begin(0xC0, width, height), .. Segment(0xC4, CodesOfBlocks), .. Segment(0xC4, CodesWithin),
        .. Segment(0xDA, [1, 1, 0x00, 0, 63, 0]), .. Bits(2 * Blocks(width, height)), 0xFF, 0xD9,
    ];

    /// <summary>In two scans: first roughly, then finely.</summary>
    public static byte[] Progressive(int width, int height) =>
    [
        .. Begin(0xC2, width, height),
        .. Segment(0xC4, CodesOfBlocks), .. Segment(0xDA, [1, 1, 0x00, 0, 0, 0]), .. Bits(Blocks(width, height)),
        .. Segment(0xC4, CodesWithin), .. Segment(0xDA, [1, 1, 0x00, 1, 63, 0]), .. Bits(Blocks(width, height)), 0xFF, 0xD9,
    ];

    /// <summary>The file with one more segment at its beginning.</summary>
    public static byte[] With(byte[] jpeg, byte marker, byte[] body) => [.. jpeg[..2], .. Segment(marker, body), .. jpeg[2..]];

    /// <summary>What a camera writes beside the pixels: here a comment to look for.</summary>
    public static byte[] Exif(string text)
    {
        byte[] comment = [.. System.Text.Encoding.ASCII.GetBytes(text), 0];

        // TIFF, with one entry: ImageDescription (0x010E), text, behind the directory.
        byte[] directory = [1, 0, 0x0E, 0x01, 2, 0, (byte)comment.Length, 0, 0, 0, 26, 0, 0, 0, 0, 0, 0, 0];
        return [.. "Exif\0\0II"u8, 42, 0, 8, 0, 0, 0, .. directory, .. comment];
    }

    private static byte[] Begin(byte frame, int width, int height) =>
    [
        0xFF, 0xD8, .. Segment(0xDB, [0, .. Enumerable.Repeat((byte)1, 64)]),
        .. Segment(frame, [8, (byte)(height >> 8), (byte)height, (byte)(width >> 8), (byte)width, 1, 1, 0x11, 0]),
    ];

    private static byte[] Segment(byte marker, byte[] body) => [0xFF, marker, (byte)((body.Length + 2) >> 8), (byte)(body.Length + 2), .. body];

    private static int Blocks(int width, int height) => ((width + 7) / 8) * ((height + 7) / 8);

    // That many bits, all zero, and ones to fill the last byte.
    private static byte[] Bits(int count) => [.. new byte[count / 8], .. count % 8 == 0 ? (byte[])[] : [(byte)(0xFF >> (count % 8))]];
}
