using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace Forum.Core.Accounts.Avatars;

/// <summary>
/// PNG (third edition, W3C 2025). Its pixels are unpacked and packed anew, so that nothing can hide in how they were packed; of the
/// chunks beside them only the palette and its transparency are kept.
/// </summary>
internal static class PngPicture
{
    private const int Truecolour = 2;
    private const int Indexed = 3;

    // They say how colours are meant, in a few fixed bytes, and are left out all the same.
    private static readonly string[] LeftOut = ["gAMA", "cHRM", "sRGB", "sBIT", "bKGD", "pHYs", "cICP"];
    private static readonly uint[] CrcTable = [.. Enumerable.Range(0, 256).Select(static n => CrcOf((uint)n))];

    // The channels of each type of colour, and the first and the last column, row and step of each pass of an interlaced picture.
    private static readonly Dictionary<int, int> Channels = new() { [0] = 1, [Truecolour] = 3, [Indexed] = 1, [4] = 2, [6] = 4 };
    private static readonly (int X, int Y, int StepX, int StepY)[] Passes = [(0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2)];

    public static ReadOnlySpan<byte> Signature => [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A];

    public static Picture Parse(PictureReader reader)
    {
        reader.Take(Signature.Length);
        var header = Chunk(reader);
        PictureReader.Demand(header is { Name: "IHDR", Data.Length: 13 });
        var (width, height) = reader.Size(BinaryPrimitives.ReadUInt32BigEndian(header.Data), BinaryPrimitives.ReadUInt32BigEndian(header.Data.AsSpan(4)));
        var (kept, packed) = (new List<(string Name, byte[] Data)> { header }, new MemoryStream());
        while (Chunk(reader) is var chunk && chunk.Name != "IEND")
        {
            if (chunk.Name == "IDAT")
                packed.Write(chunk.Data);
            else if (chunk.Name is "PLTE" or "tRNS")
                kept.Add(chunk.Data.Length <= 768 && packed.Length == 0 ? chunk : throw new PictureException(PictureFault.Damaged));
            else if (!LeftOut.Contains(chunk.Name) || chunk.Data.Length > 32)
                throw new PictureException(chunk.Name == "acTL" ? PictureFault.Moves : PictureFault.MoreThanPixels);
        }

        reader.DemandEnd();
        var rows = Unpack(packed.ToArray(), Rows(header.Data, width, height));
        return new Picture("image/png", width, height, Pack(kept, rows));
    }

    private static (string Name, byte[] Data) Chunk(PictureReader reader)
    {
        var length = reader.Big32();
        var begin = reader.At;
        var name = Encoding.Latin1.GetString(reader.Take(4));
        var data = reader.Take(length).ToArray();
        PictureReader.Demand(Crc(reader.File.AsSpan(begin, data.Length + 4)) == (uint)reader.Big32());
        return (name, data);
    }

    // The bytes of each row, without the one that names its filter.
    private static List<int> Rows(byte[] header, int width, int height)
    {
        var (depth, colour, interlace) = (header[8], header[9], header[12]);
        PictureReader.Demand(Channels.ContainsKey(colour) && header[10] == 0 && header[11] == 0 && interlace <= 1);
        PictureReader.Demand(depth is 8 || (depth is 16 && colour != Indexed) || (depth is 1 or 2 or 4 && colour is 0 or Indexed));
        var bits = depth * Channels[colour];
        List<int> rows = [];
        foreach (var (x, y, stepX, stepY) in interlace == 1 ? Passes : [(0, 0, 1, 1)])
        {
            var (columns, lines) = ((width - x + stepX - 1) / stepX, (height - y + stepY - 1) / stepY);
            if (columns > 0 && lines > 0)
                rows.AddRange(Enumerable.Repeat(((columns * bits) + 7) / 8, lines));
        }

        return rows;
    }

    // To the last byte and no further: a stream that would unfold to more is damaged.
    private static byte[] Unpack(byte[] packed, List<int> rows)
    {
        var unpacked = new byte[rows.Sum(static row => row + 1)];
        try
        {
            using var source = new OneByteStream(packed);
            using var zlib = new ZLibStream(source, CompressionMode.Decompress);
            zlib.ReadExactly(unpacked);
            PictureReader.Demand(zlib.ReadByte() < 0);
            if (!source.IsAtEnd)
                throw new PictureException(PictureFault.MoreThanPixels);
        }
        catch (Exception error) when (error is InvalidDataException or EndOfStreamException)
        {
            throw new PictureException(PictureFault.Damaged);
        }

        var at = 0;
        foreach (var row in rows)
        {
            PictureReader.Demand(unpacked[at] <= 4);
            at += row + 1;
        }

        return unpacked;
    }

    private static byte[] Pack(List<(string Name, byte[] Data)> kept, byte[] rows)
    {
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Optimal, leaveOpen: true))
            zlib.Write(rows);
        using var file = new MemoryStream();
        file.Write(Signature);
        Span<byte> number = stackalloc byte[4];
        foreach (var (name, data) in kept.Append(("IDAT", packed.ToArray())).Append(("IEND", [])))
        {
            byte[] body = [.. Encoding.Latin1.GetBytes(name), .. data];
            BinaryPrimitives.WriteUInt32BigEndian(number, (uint)data.Length);
            file.Write(number);
            file.Write(body);
            BinaryPrimitives.WriteUInt32BigEndian(number, Crc(body));
            file.Write(number);
        }

        return file.ToArray();
    }

    private static uint Crc(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        foreach (var one in bytes)
            crc = CrcTable[(crc ^ one) & 0xFF] ^ (crc >> 8);
        return ~crc;
    }

    private static uint CrcOf(uint value)
    {
        for (var bit = 0; bit < 8; bit++)
            value = (value & 1) == 1 ? 0xEDB88320 ^ (value >> 1) : value >> 1;
        return value;
    }

    // Hands out a byte at a time, so that what the unpacking has not used can be seen.
    private sealed class OneByteStream(byte[] bytes) : MemoryStream(bytes)
    {
        public bool IsAtEnd => Position == Length;

        public override int Read(byte[] buffer, int offset, int count) => base.Read(buffer, offset, Math.Min(1, count));

        public override int Read(Span<byte> buffer) => base.Read(buffer[..Math.Min(1, buffer.Length)]);
    }
}
