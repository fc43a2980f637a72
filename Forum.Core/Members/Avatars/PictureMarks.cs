using System.Buffers.Binary;

namespace Forum.Core.Members.Avatars;

/// <summary>What can be determined about an image without decoding it.</summary>
internal static class PictureMarks
{
    private const int ChunkHead = 8;
    private const int ChunkCheckSum = 4;

    private static ReadOnlySpan<byte> PngMark => [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];

    /// <summary>Whether the file starts with a PNG, JPEG, WebP or GIF signature.</summary>
    public static bool IsKnown(ReadOnlySpan<byte> file) =>
        file.StartsWith(PngMark)
        || file.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF])
        || file.StartsWith("GIF87a"u8) || file.StartsWith("GIF89a"u8)
        || (file.Length > 12 && file.StartsWith("RIFF"u8) && file[8..].StartsWith("WEBP"u8));

    /// <summary>Whether it's an animated PNG. The decoder would treat the first frame as the whole image.</summary>
    public static bool IsAnimatedPng(ReadOnlySpan<byte> file)
    {
        if (!file.StartsWith(PngMark))
            return false;
        long at = PngMark.Length;
        while (at + ChunkHead <= file.Length)
        {
            var chunk = file[(int)at..];
            var name = chunk[4..ChunkHead];
            if (name.SequenceEqual("acTL"u8) || name.SequenceEqual("IDAT"u8))
                return name[0] == 'a';
            at += ChunkHead + (long)BinaryPrimitives.ReadUInt32BigEndian(chunk) + ChunkCheckSum;
        }

        return false;
    }
}
