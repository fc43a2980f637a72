using Forum.Core.Data;

namespace Forum.Core.Accounts.Avatars;

/// <summary>A picture that holds pixels and nothing else.</summary>
/// <param name="Type">What it is, such as <c>image/png</c>.</param>
/// <param name="Width">In pixels.</param>
/// <param name="Height">In pixels.</param>
/// <param name="Bytes">The file as it may be shown.</param>
internal sealed record Picture(string Type, int Width, int Height, byte[] Bytes);

/// <summary>
/// Takes files for what they are, whatever they are called. What a picture holds beside its pixels may tell where somebody lives, and
/// may be a program to somebody else's reader: files with any of it are refused. So is what is damaged, moves, or would unfold to
/// more pixels than are wanted; sizes are looked at before anything is unpacked.
/// </summary>
internal static class PictureFile
{
    private static readonly Refusal Unknown = new("This is no picture in PNG, JPEG, WebP or GIF, or it is damaged.");

    private static readonly Refusal MoreThanPixels = new(
        "This picture holds more than its pixels, such as the place where it was taken. Save it without that; with JavaScript the page does it for you.");

    private static readonly Refusal Moves = new("Moving pictures are not taken.");

    /// <summary>Looks at a file.</summary>
    /// <param name="file">The file.</param>
    /// <param name="longestSide">The most pixels of either side.</param>
    /// <returns>The picture; or why it is not taken.</returns>
    public static Outcome<Picture> Read(byte[] file, int longestSide)
    {
        if (file.Length > StoredAvatar.MaxBytes)
            return new Refusal("A picture has at most {0} MB.", null, StoredAvatar.MaxBytes / 1024 / 1024);
        try
        {
            var picture = Parse(file, longestSide);
            var most = longestSide <= StoredAvatar.SmallSide ? StoredAvatar.MaxSmallBytes : StoredAvatar.MaxLargeBytes;
            if (picture.Bytes.Length > most)
                return new Refusal("The picture takes {0:N0} KB; one of its size has at most {1:N0} KB.", null, picture.Bytes.Length / 1024, most / 1024);
            return Math.Min(picture.Width, picture.Height) < StoredAvatar.ShortestSide
                ? new Refusal("The picture has {0} × {1} pixels; the least is {2} × {2}.", null, picture.Width, picture.Height, StoredAvatar.ShortestSide)
                : picture;
        }
        catch (PictureException error)
        {
            return error.Fault switch
            {
                PictureFault.MoreThanPixels => MoreThanPixels,
                PictureFault.Moves => Moves,
                PictureFault.TooLarge => new Refusal(
                    "The picture has {0} × {1} pixels; the most is {2} × {2}. With JavaScript the page makes it smaller itself.",
                    null, error.Width, error.Height, longestSide),
                _ => Unknown,
            };
        }
    }

    private static Picture Parse(byte[] file, int longestSide)
    {
        var reader = new PictureReader(file, longestSide);
        if (reader.Begins(PngPicture.Signature))
            return PngPicture.Parse(reader);
        if (reader.Begins([0xFF, 0xD8, 0xFF]))
            return JpegPicture.Parse(reader);
        if (reader.Begins("RIFF"u8))
            return WebPPicture.Parse(reader);
        return reader.Begins("GIF8"u8) ? GifPicture.Parse(reader) : throw new PictureException(PictureFault.Damaged);
    }
}

/// <summary>What is wrong with a picture.</summary>
internal enum PictureFault
{
    /// <summary>It does not follow its format.</summary>
    Damaged,

    /// <summary>It holds something beside its pixels.</summary>
    MoreThanPixels,

    /// <summary>It has several frames.</summary>
    Moves,

    /// <summary>It has too many pixels.</summary>
    TooLarge,
}

/// <summary>A picture that is not taken.</summary>
internal sealed class PictureException(PictureFault fault, int width = 0, int height = 0) : Exception
{
    public PictureFault Fault { get; } = fault;

    public int Width { get; } = width;

    public int Height { get; } = height;
}
