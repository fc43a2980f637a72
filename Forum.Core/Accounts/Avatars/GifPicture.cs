namespace Forum.Core.Accounts.Avatars;

/// <summary>GIF (version 89a): one frame, its pixels unpacked to be counted, and no comment, text or program's own block.</summary>
internal static class GifPicture
{
    private const int MaxCodes = 4096;

    public static Picture Parse(PictureReader reader)
    {
        PictureReader.Demand(reader.Take(6) is var version && (version.SequenceEqual("GIF87a"u8) || version.SequenceEqual("GIF89a"u8)));
        var (width, height) = reader.Size(reader.Little16(), reader.Little16());
        var flags = reader.Byte();
        reader.Take(2);
        SkipColours(reader, flags);
        var frames = 0;
        for (var block = reader.Byte(); block != 0x3B; block = reader.Byte())
        {
            if (block == 0x21)
                SkipControl(reader);
            else if (block == 0x2C && frames++ == 0)
                ReadFrame(reader, width, height);
            else
                throw new PictureException(block == 0x2C ? PictureFault.Moves : PictureFault.Damaged);
        }

        reader.DemandEnd();
        PictureReader.Demand(frames == 1);
        return new Picture("image/gif", width, height, reader.File);
    }

    private static void SkipColours(PictureReader reader, int flags)
    {
        if ((flags & 0x80) != 0)
            reader.Take(3 << ((flags & 7) + 1));
    }

    // How the frame is to be shown: transparency. All other extensions carry something else.
    private static void SkipControl(PictureReader reader)
    {
        if (reader.Byte() != 0xF9)
            throw new PictureException(PictureFault.MoreThanPixels);
        PictureReader.Demand(reader.Byte() == 4);
        reader.Take(4);
        PictureReader.Demand(reader.Byte() == 0);
    }

    private static void ReadFrame(PictureReader reader, int width, int height)
    {
        var (left, top, columns, lines) = (reader.Little16(), reader.Little16(), reader.Little16(), reader.Little16());
        PictureReader.Demand(columns > 0 && lines > 0 && left + columns <= width && top + lines <= height);
        SkipColours(reader, reader.Byte());
        var least = reader.Byte();
        PictureReader.Demand(least is >= 2 and <= 8);
        using var packed = new MemoryStream();
        while (reader.Byte() is > 0 and var length)
            packed.Write(reader.Take(length));
        PictureReader.Demand(CountPixels(packed.ToArray(), least) == columns * lines);
    }

    // LZW as in appendix F; what stands for pixels does not matter, only how many. Yields -1 when the codes make no sense, and when
    // something comes after the last one.
    private static int CountPixels(byte[] packed, int least)
    {
        var (clear, end) = (1 << least, (1 << least) + 1);
        var lengths = new int[MaxCodes];
        var (next, size, before, pixels, bit) = (end + 1, least + 1, -1, 0, 0);
        while (bit + size <= packed.Length * 8)
        {
            var code = Code(packed, bit, size);
            bit += size;
            if (code == end)
                return (bit + 7) / 8 == packed.Length ? pixels : -1;
            if (code == clear)
            {
                (next, size, before) = (end + 1, least + 1, -1);
                continue;
            }

            if (code > next || (code == next && before < 0) || (before < 0 && code > end))
                return -1;
            if (before >= 0 && next < MaxCodes)
            {
                lengths[next] = LengthOf(before) + 1;
                next++;
                if (next == 1 << size && size < 12)
                    size++;
            }
            else if (code >= next)
            {
                return -1;
            }

            pixels += LengthOf(code);
            before = code;
            if (pixels > StoredAvatar.LargeSide * StoredAvatar.LargeSide)
                return -1;
        }

        return -1;

        int LengthOf(int code) => code < clear ? 1 : lengths[code];
    }

    private static int Code(byte[] packed, int bit, int size)
    {
        var code = 0;
        for (var i = 0; i < size; i++)
            code |= ((packed[(bit + i) / 8] >> ((bit + i) % 8)) & 1) << i;
        return code;
    }
}
