using System.Buffers.Binary;
using System.Text;

namespace Forum.Core.Accounts.Avatars;

/// <summary>
/// WebP (RFC 9649): one frame, with or without transparency. The profile of its colours, which browsers write into all that they
/// scale, is left out; with any other chunk it is refused.
/// </summary>
internal static class WebPPicture
{
    private const int HasAlpha = 0x10;
    private const int HasColourProfile = 0x20;
    private const int Moves = 0x02;

    public static Picture Parse(PictureReader reader)
    {
        reader.Take(4);
        var length = reader.Little32();
        PictureReader.Demand(reader.Begins("WEBP"u8));
        reader.Take(4);
        PictureReader.Demand(length <= reader.File.Length - 8);
        if (length + (length & 1) < reader.File.Length - 8)
            throw new PictureException(PictureFault.MoreThanPixels);
        (int Width, int Height)? size = null;
        List<string> names = [];
        using var kept = new MemoryStream();
        while (!reader.IsAtEnd)
        {
            var begin = reader.At;
            var name = Encoding.Latin1.GetString(reader.Take(4));
            var bytes = reader.Little32();
            var data = reader.Take(bytes);
            if ((bytes & 1) == 1)
                PictureReader.Demand(reader.Byte() == 0);
            if (name == "ICCP")
                continue;
            names.Add(name);
            kept.Write(reader.File.AsSpan(begin, reader.At - begin));
            size = name switch
            {
                "VP8 " => Lossy(reader, data),
                "VP8L" => Lossless(reader, data),
                "VP8X" => Extended(reader, data),
                "ALPH" => size,
                _ => throw new PictureException(PictureFault.MoreThanPixels),
            };
        }

        PictureReader.Demand(string.Join(',', names) is "VP8 " or "VP8L" or "VP8X,VP8 " or "VP8X,VP8L" or "VP8X,ALPH,VP8 ");
        return new Picture("image/webp", size!.Value.Width, size.Value.Height, WithoutProfile(kept.ToArray(), names[0] == "VP8X"));
    }

    private static byte[] WithoutProfile(byte[] chunks, bool isExtended)
    {
        const int HeaderLength = 8;
        if (isExtended)
            chunks[HeaderLength] &= 0xFF ^ HasColourProfile;
        var length = new byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(length, (uint)chunks.Length + 4);
        return [.. "RIFF"u8, .. length, .. "WEBP"u8, .. chunks];
    }

    private static (int Width, int Height) Extended(PictureReader reader, ReadOnlySpan<byte> data)
    {
        PictureReader.Demand(data.Length == 10);
        if ((data[0] & Moves) != 0)
            throw new PictureException(PictureFault.Moves);
        if ((data[0] & ~(HasAlpha | HasColourProfile)) != 0 || data[1] != 0 || data[2] != 0 || data[3] != 0)
            throw new PictureException(PictureFault.MoreThanPixels);
        return reader.Size(1 + (data[4] | (data[5] << 8) | (data[6] << 16)), 1 + (data[7] | (data[8] << 8) | (data[9] << 16)));
    }

    // RFC 6386, section 9.1: a key frame that is shown, its first part within the chunk, the start code, and 14 bits for each side.
    private static (int Width, int Height) Lossy(PictureReader reader, ReadOnlySpan<byte> data)
    {
        PictureReader.Demand(data.Length > 10 && (data[0] & 1) == 0 && (data[0] & 0x10) != 0 && data[3..].StartsWith((ReadOnlySpan<byte>)[0x9D, 0x01, 0x2A]));
        PictureReader.Demand(((data[0] | (data[1] << 8) | (data[2] << 16)) >> 5) < data.Length - 10);
        return reader.Size((data[6] | (data[7] << 8)) & 0x3FFF, (data[8] | (data[9] << 8)) & 0x3FFF);
    }

    private static (int Width, int Height) Lossless(PictureReader reader, ReadOnlySpan<byte> data)
    {
        PictureReader.Demand(data.Length > 5 && data[0] == 0x2F);
        var bits = (uint)(data[1] | (data[2] << 8) | (data[3] << 16) | (data[4] << 24));
        PictureReader.Demand(bits >> 29 == 0);
        return reader.Size(1 + (bits & 0x3FFF), 1 + ((bits >> 14) & 0x3FFF));
    }
}
