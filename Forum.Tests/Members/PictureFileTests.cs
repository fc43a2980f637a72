using System.Text;
using Forum.Core.Access;
using Forum.Core.Data;
using Forum.Core.Members.Avatars;
using Forum.Tests.Support;
using Microsoft.EntityFrameworkCore;
using SkiaSharp;

namespace Forum.Tests.Members;

/// <summary>Files are recognized by their content: only their pixels are kept, or they're refused and leave nothing behind.</summary>
[Trait("Pace", "slow")]
public class PictureFileTests(CastForum forum) : IClassFixture<CastForum>
{
    internal const string Unknown = "Upload a PNG, JPEG, WebP or GIF. This file isn't one, or it's damaged.";
    private const string Animated = "Animated pictures aren't supported. Upload a different one.";
    private const string TooManyPixels = "This picture is {0:N0} × {1:N0} pixels. Upload one with at most {2} megapixels.";
    private const string Place = "48.2082 N, 16.3738 E";
    private const int Seed = 20260731;

    public static TheoryData<string> Kinds => [.. Pictures.All.Keys];

    public static TheoryData<string, byte[], string> Refused => new()
    {
        { "a page", "<!DOCTYPE html><script>alert(1)</script>"u8.ToArray(), Unknown },
        { "SVG", "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"64\" height=\"64\"><script/></svg>"u8.ToArray(), Unknown },
        { "BMP, which the library could read", Bmp(), Unknown },
        { "a page that begins like a GIF", "GIF89a@\0@\0<script>alert(1)</script>/*"u8.ToArray(), Unknown },
        { "a page that begins like a PNG", [.. Pictures.Png()[..8], .. "<script>alert(1)</script>"u8], Unknown },
        { "a page that begins like a JPEG", [0xFF, 0xD8, 0xFF, .. "<script>alert(1)</script>"u8], Unknown },
        { "a page that begins like a WebP", "RIFF\u0010\0\0\0WEBP<script>alert(1)</script>"u8.ToArray(), Unknown },
        { "PNG that moves", Pictures.With(Pictures.Png(), "acTL", [0, 0, 0, 2, 0, 0, 0, 0]), Animated },
        { "WebP that moves", Pictures.MovingWebP(), Animated },
        { "GIF that moves", Pictures.Gif(frames: 2), Animated },
        { "PNG of 60,000 by 60,000", Pictures.Png(60_000, 60_000, new(6, 8), Pictures.Packed(new byte[99])), TooManyPixels },
        { "GIF of 60,000 by 60,000", Resized(Pictures.Gif(), 60_000), TooManyPixels },
        { "JPEG of 60,000 by 60,000", ResizedJpeg(60_000), TooManyPixels },
        { "PNG of a size that there is not", Pictures.Png(-1, -1, new(6, 16), Pictures.Packed(new byte[99])), Unknown },
        { "PNG that is a little too large", Pictures.Png(5_001, 5_000, new(0, 8), Pictures.Packed(new byte[99])), TooManyPixels },
        { "PNG without pixels", Pictures.Png(64, 64, new(6, 8), []), Unknown },
        { "JPEG without pixels", [0xFF, 0xD8, 0xFF, 0xD9], Unknown },
        { "a picture that is too small", Pictures.Png(64, 15), "This picture is {0} × {1} pixels. Upload one that's at least {2} × {2}." },
        { "more than twenty megabytes", [.. Pictures.Png(), .. new byte[StoredAvatar.MaxBytes]], "Pictures can be at most {0} MB." },
        { "nothing", [], "Choose a picture first." },
    };

    // Files that are a picture and something else at the same time.
    public static TheoryData<string, byte[]> Doubles => new()
    {
        { "PNG with text", Pictures.With(Pictures.Png(), "tEXt", [.. "Comment\0"u8, .. Hidden]) },
        { "PNG with EXIF", Pictures.With(Pictures.Png(), "eXIf", Pictures.Exif(Place)[6..]) },
        { "PNG with XMP", Pictures.With(Pictures.Png(), "iTXt", [.. "XML:com.adobe.xmp\0\0\0\0\0"u8, .. Hidden]) },
        { "PNG with a ZIP behind it", [.. Pictures.Png(), .. "PK"u8, 3, 4, .. Hidden] },
        { "JPEG with EXIF", Pictures.With(Jpeg, 0xE1, Pictures.Exif(Place)) },
        { "JPEG with a comment", Pictures.With(Jpeg, 0xFE, Hidden) },
        { "JPEG with a page behind it", [.. Jpeg, .. Hidden] },
        { "WebP with a page behind it", [.. Pictures.All["WebP"], .. Hidden] },
        { "GIF with a page behind it", [.. Pictures.Gif(), .. Hidden] },
    };

    private static byte[] Jpeg => Pictures.All["JPEG"];

    private static byte[] Hidden => Encoding.ASCII.GetBytes($"<script>alert(1)</script> {Place}");

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Every_kind_of_picture_is_taken_and_kept_as_a_square_in_both_sizes(string kind)
    {
        var member = await forum.MemberAsync();
        using var before = SKBitmap.Decode(Pictures.All[kind]);

        Assert.Null((await SetAsync(member, Pictures.All[kind])).Refusal?.Text);

        var stored = await StoredAsync(member);
        Assert.Equal(("image/webp", "image/webp"), (stored.LargeType, stored.SmallType));
        using var large = SKBitmap.Decode(stored.Large);
        using var small = SKBitmap.Decode(stored.Small);
        var side = Math.Min(before.Width, before.Height);
        Assert.Equal((side, side, Math.Min(side, 64), Math.Min(side, 64)), (large.Width, large.Height, small.Width, small.Height));
        var (sent, kept) = (Mean(before, side), Mean(large, side));
        Assert.InRange(Math.Abs(sent.Red - kept.Red) + Math.Abs(sent.Blue - kept.Blue), 0, 20);
    }

    [Theory]
    [InlineData(1, "RBRB")]
    [InlineData(2, "BRBR")]
    [InlineData(3, "BRBR")]
    [InlineData(4, "RBRB")]
    [InlineData(5, "RRBB")]
    [InlineData(6, "RRBB")]
    [InlineData(7, "BBRR")]
    [InlineData(8, "BBRR")]
    public async Task A_picture_stands_as_the_camera_was_held(byte orientation, string corners)
    {
        var member = await forum.MemberAsync();

        Assert.Null((await SetAsync(member, Pictures.With(Jpeg, 0xE1, Pictures.Exif(Place, orientation)))).Refusal?.Text);

        Assert.Equal(corners, Corners((await StoredAsync(member)).Large));
    }

    [Fact]
    public async Task A_photo_straight_from_a_phone_is_taken_and_what_the_phone_wrote_is_left_out()
    {
        var (member, photo) = (await forum.MemberAsync(), Pictures.Photo(Place));
        Assert.InRange(photo.Length, 3_000_000, StoredAvatar.MaxBytes);

        Assert.Null((await SetAsync(member, photo)).Refusal?.Text);

        var stored = await StoredAsync(member);
        Assert.Equal("RRBB", Corners(stored.Large));
        Assert.InRange(stored.Large.Length, 1, 300_000);
        Assert.DoesNotContain(Place, Encoding.Latin1.GetString([.. stored.Large, .. stored.Small!]), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Doubles), DisableDiscoveryEnumeration = true)]
    public async Task Nothing_but_pixels_gets_through(string what, byte[] file)
    {
        var member = await forum.MemberAsync();

        Assert.Equal((what, null), (what, (await SetAsync(member, file)).Refusal?.Text));

        var stored = await StoredAsync(member);
        foreach (var bytes in new[] { stored.Large, stored.Small! })
        {
            var text = Encoding.Latin1.GetString(bytes);
            Assert.All([Place, "<script>", "PK\u0003\u0004", "EXIF", "XMP "], hidden => Assert.DoesNotContain(hidden, text, StringComparison.Ordinal));
            Assert.Equal(bytes.Length - 8, BitConverter.ToInt32(bytes, 4));
        }
    }

    [Theory]
    [MemberData(nameof(Refused), DisableDiscoveryEnumeration = true)]
    public async Task What_is_anything_else_is_refused_with_its_reason_and_leaves_nothing_behind(string what, byte[] file, string sentence)
    {
        var member = await forum.MemberAsync();
        var before = FilesThere();

        var outcome = await SetAsync(member, file);

        Assert.Equal((what, sentence, ChangeAvatar.Field), (what, outcome.Refusal?.Text, outcome.Refusal?.Field));
        Assert.Equal(before, FilesThere());
        await IsWithoutAsync(member);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_file_that_was_cut_off_among_its_pixels_is_refused_wherever_that_was(string kind)
    {
        // A PNG's last checksum and end marker: without them, all pixels are still there.
        const int Tail = 21;
        var (member, file) = (await forum.MemberAsync(), Pictures.All[kind]);
        var lengths = Enumerable.Range(1, 40).Select(part => (file.Length - Tail - 1) * part / 40).Where(static length => length > 0).Distinct();

        foreach (var length in lengths)
            Assert.Equal((length, Unknown), (length, (await SetAsync(member, file[..length])).Refusal?.Text));

        await IsWithoutAsync(member);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Whatever_bytes_are_changed_the_file_is_taken_or_refused_and_nothing_breaks(string kind)
    {
        var (member, file, random) = (await forum.MemberAsync(), Pictures.All[kind], new Random(Seed));
        for (var round = 0; round < 60; round++)
        {
            byte[] changed = [.. file];
            for (var i = random.Next(1, 5); i > 0; i--)
                changed[random.Next(2) == 0 ? random.Next(changed.Length) : random.Next(Math.Min(60, changed.Length))] = (byte)random.Next(256);
            if ((await SetAsync(member, changed)).IsDone)
                Assert.Equal("WEBP", Encoding.ASCII.GetString((await StoredAsync(member)).Large, 8, 4));
        }

        for (var round = 0; round < 20; round++)
        {
            var noise = new byte[2_000];
            random.NextBytes(noise);
            Assert.False((await SetAsync(member, [.. file[..8], .. noise])).IsDone);
        }
    }

    [Fact]
    public async Task Many_photos_at_once_are_decoded_one_after_the_other_and_all_are_kept()
    {
        var photo = Pictures.Encoded(SKEncodedImageFormat.Jpeg, 2_000, 1_500);
        var members = new List<Viewer>();
        for (var i = 0; i < 8; i++)
            members.Add(await forum.MemberAsync());

        var outcomes = await Task.WhenAll(members.Select(member => Task.Run(() => SetAsync(member, photo))));

        Assert.All(outcomes, static outcome => Assert.True(outcome.IsDone));
        foreach (var member in members)
            Assert.Equal("RBRB", Corners((await StoredAsync(member)).Large));
    }

    private static byte[] Resized(byte[] gif, int side) => [.. gif[..6], (byte)side, (byte)(side >> 8), (byte)side, (byte)(side >> 8), .. gif[10..]];

    private static byte[] ResizedJpeg(int side)
    {
        var jpeg = Pictures.All["JPEG, gray"];
        var head = jpeg.AsSpan().IndexOf((ReadOnlySpan<byte>)[0xFF, 0xC0]) + 5;
        return [.. jpeg[..head], (byte)(side >> 8), (byte)side, (byte)(side >> 8), (byte)side, .. jpeg[(head + 4)..]];
    }

    // 16 by 16 pixels, 24 bits each.
    private static byte[] Bmp() =>
        [.. "BM"u8, .. BitConverter.GetBytes(54 + 768), 0, 0, 0, 0, 54, 0, 0, 0, 40, 0, 0, 0, 16, 0, 0, 0, 16, 0, 0, 0, 1, 0, 24, 0, .. new byte[24 + 768]];

    private static string Corners(byte[] picture)
    {
        using var bitmap = SKBitmap.Decode(picture);
        var (right, bottom) = (bitmap.Width - 3, bitmap.Height - 3);
        return string.Concat(new[] { (2, 2), (right, 2), (2, bottom), (right, bottom) }.Select(at => bitmap.GetPixel(at.Item1, at.Item2)).Select(static color => color.Red > color.Blue ? 'R' : 'B'));
    }

    // The average of the center on a white background: transparent pixels have no color.
    private static (double Red, double Blue) Mean(SKBitmap bitmap, int side)
    {
        var (left, top) = ((bitmap.Width - side) / 2, (bitmap.Height - side) / 2);
        var pixels = Enumerable.Range(0, side * side).Select(i => bitmap.GetPixel(left + (i % side), top + (i / side))).ToList();
        return (pixels.Average(static one => OnWhite(one.Red, one.Alpha)), pixels.Average(static one => OnWhite(one.Blue, one.Alpha)));
    }

    private static int OnWhite(byte color, byte alpha) => 255 - ((255 - color) * alpha / 255);

    private async Task<Outcome<Done>> SetAsync(Viewer member, byte[] file)
    {
        using var sent = new MemoryStream(file);
        return await forum.Get<ChangeAvatar>().SetAsync(member, sent);
    }

    private async Task<StoredAvatar> StoredAsync(Viewer member)
    {
        await using var db = await forum.Cast.OpenAsync();
        return await db.Avatars.AsNoTracking().SingleAsync(avatar => avatar.MemberId == member.MemberId);
    }

    private IEnumerable<string> FilesThere() => [.. Directory.GetFiles(forum.Forum.DataDirectory, "*", SearchOption.AllDirectories).Where(file => !file.Contains("mail", StringComparison.Ordinal)).Order()];

    private async Task IsWithoutAsync(Viewer member)
    {
        await using var db = await forum.Cast.OpenAsync();
        Assert.False(await db.Avatars.AnyAsync(avatar => avatar.MemberId == member.MemberId));
        Assert.Null((await forum.Cast.NowAsync(member)).AvatarVersion);
    }
}
