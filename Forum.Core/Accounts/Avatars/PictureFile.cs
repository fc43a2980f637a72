using Forum.Core.Data;
using SkiaSharp;

namespace Forum.Core.Accounts.Avatars;

/// <summary>A picture in both sizes, as WebP.</summary>
/// <param name="Large">At most <see cref="StoredAvatar.LargeSide"/> pixels on each side.</param>
/// <param name="Small">At most <see cref="StoredAvatar.SmallSide"/> pixels on each side.</param>
internal sealed record Picture(byte[] Large, byte[] Small);

/// <summary>
/// Makes pictures out of files. A file is decoded to pixels and encoded again, so nothing else in it is kept: not the place where it was
/// taken, and no program for somebody else's reader. Its size is checked before anything is unpacked.
/// </summary>
internal static class PictureFile
{
    /// <summary>What every picture is stored as.</summary>
    public const string Type = "image/webp";

    private const int Megapixel = 1_000_000;
    private const int Quality = 90;

    private static readonly Refusal Unknown = new("Upload a PNG, JPEG, WebP or GIF. This file isn't one, or it's damaged.");

    private static readonly Refusal Animated = new("Animated pictures aren't supported. Upload one that doesn't move.");

    // A picture of the largest size takes 100 MB while it is decoded; several at once would take the machine.
    private static readonly SemaphoreSlim OneAtATime = new(1, 1);

    /// <summary>Makes a picture out of a file: its middle, as a square, the way up that the camera says.</summary>
    /// <param name="file">The file, whose length is known.</param>
    /// <param name="cancellation">Gives up waiting.</param>
    /// <returns>The picture; or why there is none.</returns>
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
        // The library knows more formats. Those that nobody needs here are not worth their risk.
        if (!PictureMarks.IsKnown(file))
            return Unknown;
        using var data = SKData.CreateCopy(file);
        using var codec = SKCodec.Create(data);
        if (codec is null)
            return Unknown;
        var (width, height) = (codec.Info.Width, codec.Info.Height);
        if ((long)width * height > StoredAvatar.MaxMegapixels * Megapixel)
            return new Refusal("The picture has {0:N0} × {1:N0} pixels. Upload one with at most {2} megapixels.", null, width, height, StoredAvatar.MaxMegapixels);
        if (Math.Min(width, height) < StoredAvatar.ShortestSide)
            return new Refusal("The picture has {0} × {1} pixels. It needs at least {2} × {2}.", null, width, height, StoredAvatar.ShortestSide);
        if (codec.FrameCount > 1 || PictureMarks.IsAnimatedPng(file))
            return Animated;
        using var whole = Decode(codec);
        if (whole is null)
            return Unknown;
        using var image = SKImage.FromBitmap(whole);
        return new Picture(Encode(image, codec.EncodedOrigin, StoredAvatar.LargeSide), Encode(image, codec.EncodedOrigin, StoredAvatar.SmallSide));
    }

    // Null for a file that ends too early or contradicts itself.
    private static SKBitmap? Decode(SKCodec codec)
    {
        // Twice the size that is kept: JPEG and WebP need not be decoded whole for that.
        var size = codec.GetScaledDimensions(Math.Min(1f, 2f * StoredAvatar.LargeSide / Math.Min(codec.Info.Width, codec.Info.Height)));
        using var colors = SKColorSpace.CreateSrgb();
        var info = new SKImageInfo(size.Width, size.Height, SKImageInfo.PlatformColorType, SKAlphaType.Premul, colors);
        var bitmap = new SKBitmap();
        if (bitmap.TryAllocPixels(info))
        {
            // What a file leaves out must not be what was in memory before.
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

    // How a square is turned and mirrored about its middle, by the eight values of EXIF.
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
