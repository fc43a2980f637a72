using Forum.Core.Data;
using SkiaSharp;

namespace Forum.Core.Members.Avatars;

/// <summary>An image in both sizes, as WebP.</summary>
/// <param name="Large">At most <see cref="StoredAvatar.LargeSide"/> pixels on each side.</param>
/// <param name="Small">At most <see cref="StoredAvatar.SmallSide"/> pixels on each side.</param>
internal sealed record Picture(byte[] Large, byte[] Small);

/// <summary>
/// Converts uploaded files to avatars. A file is decoded to pixels and encoded again, so no metadata (such as the
/// location) and no exploit for someone else's decoder survives. Its size is checked before anything is unpacked.
/// </summary>
internal static class PictureFile
{
    /// <summary>The format that all avatars are stored in.</summary>
    public const string Type = "image/webp";

    private const int Megapixel = 1_000_000;
    private const int Quality = 90;

    private static readonly Refusal Unknown = new("Upload a PNG, JPEG, WebP or GIF. This file isn't one, or it's damaged.");

    private static readonly Refusal Animated = new("Animated pictures aren't supported. Upload a different one.");

    // An image of the maximum size takes 100 MB to decode; several at once would exhaust memory.
    private static readonly SemaphoreSlim OneAtATime = new(1, 1);

    /// <summary>Converts a file: crops it to a centered square and applies the camera's orientation.</summary>
    /// <param name="file">The file, whose length is known.</param>
    /// <returns>The image, or a refusal.</returns>
    public static async Task<Outcome<Picture>> ReadAsync(Stream file, CancellationToken cancellation)
    {
        if (file.Length > StoredAvatar.MaxBytes)
            return new Refusal("Pictures can be at most {0} MB.", null, StoredAvatar.MaxBytes / 1024 / 1024);
        await OneAtATime.WaitAsync(cancellation);
        try
        {
            var bytes = new byte[file.Length];
            await file.ReadExactlyAsync(bytes, cancellation);
            return Read(bytes);
        }
        finally
        {
            OneAtATime.Release();
        }
    }

    private static Outcome<Picture> Read(byte[] file)
    {
        // The library supports more formats. The ones no one needs here aren't worth the risk.
        if (!PictureMarks.IsKnown(file))
            return Unknown;
        using var data = SKData.CreateCopy(file);
        using var codec = SKCodec.Create(data);
        if (codec is null)
            return Unknown;
        var (width, height) = (codec.Info.Width, codec.Info.Height);
        if ((long)width * height > StoredAvatar.MaxMegapixels * Megapixel)
            return new Refusal("This picture is {0:N0} × {1:N0} pixels. Upload one with at most {2} megapixels.", null, width, height, StoredAvatar.MaxMegapixels);
        if (Math.Min(width, height) < StoredAvatar.ShortestSide)
            return new Refusal("This picture is {0} × {1} pixels. Upload one that's at least {2} × {2}.", null, width, height, StoredAvatar.ShortestSide);
        if (codec.FrameCount > 1 || PictureMarks.IsAnimatedPng(file))
            return Animated;
        using var whole = Decode(codec);
        if (whole is null)
            return Unknown;
        using var image = SKImage.FromBitmap(whole);
        return new Picture(Encode(image, codec.EncodedOrigin, StoredAvatar.LargeSide), Encode(image, codec.EncodedOrigin, StoredAvatar.SmallSide));
    }

    // Null for a truncated or corrupt file.
    private static SKBitmap? Decode(SKCodec codec)
    {
        // Twice the stored size: JPEG and WebP don't have to be decoded at full size for that.
        var size = codec.GetScaledDimensions(Math.Min(1f, 2f * StoredAvatar.LargeSide / Math.Min(codec.Info.Width, codec.Info.Height)));
        using var colors = SKColorSpace.CreateSrgb();
        var info = new SKImageInfo(size.Width, size.Height, SKImageInfo.PlatformColorType, SKAlphaType.Premul, colors);
        var bitmap = new SKBitmap();
        if (bitmap.TryAllocPixels(info))
        {
            // Pixels that the file leaves out must not expose earlier memory contents.
            bitmap.Erase(SKColors.Transparent);
            if (codec.GetPixels(info, bitmap.GetPixels()) == SKCodecResult.Success)
            {
                bitmap.SetImmutable();
                return bitmap;
            }
        }

        bitmap.Dispose();
        return null;
    }

    private static byte[] Encode(SKImage whole, SKEncodedOrigin origin, int longestSide)
    {
        var cut = Math.Min(whole.Width, whole.Height);
        var side = Math.Min(longestSide, cut);
        using var surface = SKSurface.Create(new SKImageInfo(side, side, SKImageInfo.PlatformColorType, SKAlphaType.Premul));
        var canvas = surface.Canvas;
        canvas.Clear(SKColors.Transparent);
        canvas.Translate(side / 2f, side / 2f);
        canvas.Concat(Upright(origin));
        canvas.Translate(side / -2f, side / -2f);
        canvas.DrawImage(
            whole, SKRect.Create((whole.Width - cut) / 2f, (whole.Height - cut) / 2f, cut, cut), SKRect.Create(side, side),
            new SKSamplingOptions(SKFilterMode.Linear, SKMipmapMode.Linear));
        using var drawn = surface.Snapshot();
        using var encoded = drawn.Encode(SKEncodedImageFormat.Webp, Quality);
        return encoded.ToArray();
    }

    // Rotates and mirrors a square about its center, for each of the eight EXIF orientations.
    private static SKMatrix Upright(SKEncodedOrigin origin)
    {
        var (scaleX, skewX, skewY, scaleY) = origin switch
        {
            SKEncodedOrigin.TopRight => (-1, 0, 0, 1),
            SKEncodedOrigin.BottomRight => (-1, 0, 0, -1),
            SKEncodedOrigin.BottomLeft => (1, 0, 0, -1),
            SKEncodedOrigin.LeftTop => (0, 1, 1, 0),
            SKEncodedOrigin.RightTop => (0, -1, 1, 0),
            SKEncodedOrigin.RightBottom => (0, -1, -1, 0),
            SKEncodedOrigin.LeftBottom => (0, 1, -1, 0),
            _ => (1, 0, 0, 1),
        };
        return new SKMatrix(scaleX, skewX, 0, skewY, scaleY, 0, 0, 0, 1);
    }
}
