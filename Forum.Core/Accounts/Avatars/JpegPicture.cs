namespace Forum.Core.Accounts.Avatars;

/// <summary>
/// JPEG (ITU-T T.81). Only the segments that the pixels need, and the two that say how their colours are meant: JFIF without a small
/// picture of its own, and Adobe's. The profile of its colours is left out; with any other segment it is refused.
/// </summary>
internal static class JpegPicture
{
    private const int End = 0xD9;
    private const int Scan = 0xDA;

    public static Picture Parse(PictureReader reader)
    {
        reader.Take(2);
        (int Width, int Height)? size = null;
        var scans = 0;
        using var kept = new MemoryStream();
        kept.Write([0xFF, 0xD8]);
        for (var marker = Marker(reader); marker != End;)
        {
            var begin = reader.At - 2;
            var body = reader.Take(reader.Big16() - 2);
            switch (marker)
            {
                case 0xC0 or 0xC1 or 0xC2:
                    PictureReader.Demand(size is null && body.Length >= 6 && body[5] is 1 or 3);
                    size = reader.Size((body[3] << 8) | body[4], (body[1] << 8) | body[2]);
                    break;
                case Scan:
                    PictureReader.Demand(size is not null);
                    scans++;
                    SkipScan(reader);
                    break;
                case 0xC4 or 0xDB or 0xDD:
                    break;
                case 0xE0 when body.StartsWith("JFIF\0"u8) && body.Length == 14 && body[12] == 0 && body[13] == 0:
                case 0xEE when body.StartsWith("Adobe"u8) && body.Length == 12:
                    break;
                case 0xE2 when body.StartsWith("ICC_PROFILE\0"u8):
                    begin = reader.At;
                    break;
                case 0xFE or (>= 0xE0 and <= 0xEF):
                    throw new PictureException(PictureFault.MoreThanPixels);
                default:
                    throw new PictureException(PictureFault.Damaged);
            }

            kept.Write(reader.File.AsSpan(begin, reader.At - begin));
            marker = Marker(reader);
        }

        reader.DemandEnd();
        kept.Write([0xFF, End]);
        PictureReader.Demand(size is not null && scans > 0);
        return new Picture("image/jpeg", size!.Value.Width, size.Value.Height, kept.ToArray());
    }

    private static int Marker(PictureReader reader)
    {
        PictureReader.Demand(reader.Byte() == 0xFF);
        return reader.Byte();
    }

    // Up to the next marker: within the pixels FF is followed by 00, or by one of the marks at which decoding can begin again.
    private static void SkipScan(PictureReader reader)
    {
        var (file, at) = (reader.File, reader.At);
        while (at + 1 < file.Length && (file[at] != 0xFF || file[at + 1] is 0 or (>= 0xD0 and <= 0xD7)))
            at++;
        PictureReader.Demand(at + 1 < file.Length);
        reader.Take(at - reader.At);
    }
}
