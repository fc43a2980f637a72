using Forum.Core.Accounts;
using Forum.Core.Accounts.Avatars;
using Forum.Core.Data;
using Forum.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Forum.Tests.Accounts;

/// <summary>Files are taken for what they are: pixels and nothing else, or they are refused and leave nothing behind.</summary>
public class PictureFileTests(CastForum forum) : IClassFixture<CastForum>
{
    internal const string Damaged = "This is no picture in PNG, JPEG, WebP or GIF, or it is damaged.";
    internal const string MoreThanPixels = "This picture holds more than its pixels, such as the place where it was taken. Save it without that; with JavaScript the page does it for you.";
    private const string Moves = "Moving pictures are not taken.";
    private const string TooLarge = "The picture has {0} × {1} pixels; the most is {2} × {2}. With JavaScript the page makes it smaller itself.";
    private const int Seed = 20260731;

    public static TheoryData<string> Kinds => [.. Pictures.All.Keys];

    // What is put into a good file, and why it is then refused.
    public static TheoryData<string, byte[], string> Refused => new()
    {
        { "text", "Milk, eggs"u8.ToArray(), Damaged },
        { "a page", "<!DOCTYPE html><script>alert(1)</script>"u8.ToArray(), Damaged },
        { "SVG", "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"64\" height=\"64\"><script/></svg>"u8.ToArray(), Damaged },
        { "ZIP", [.. "PK"u8, 3, 4, .. new byte[60]], Damaged },
        { "BMP", [.. "BM"u8, .. new byte[60]], Damaged },
        { "a page that begins like a GIF", "GIF89a<script>alert(1)</script>/*"u8.ToArray(), TooLarge },
        { "a page that begins like a PNG", [.. Pictures.Png()[..8], .. "<script>alert(1)</script>"u8], Damaged },
        { "a page that begins like a JPEG", [0xFF, 0xD8, 0xFF, .. "<script>alert(1)</script>"u8], Damaged },
        { "a page that begins like a WebP", "RIFF\u0010\0\0\0WEBP<script>alert(1)</script>"u8.ToArray(), MoreThanPixels },
        { "a WAV file", [.. "RIFF"u8, 20, 0, 0, 0, .. "WAVEfmt "u8, .. new byte[16]], Damaged },
        { "PNG with text", Pictures.With(Pictures.Png(), "tEXt", "Comment\0<script>"u8.ToArray()), MoreThanPixels },
        { "PNG with packed text", Pictures.With(Pictures.Png(), "zTXt", [.. "Comment\0\0"u8, .. Pictures.Packed("here"u8.ToArray())]), MoreThanPixels },
        { "PNG with XMP", Pictures.With(Pictures.Png(), "iTXt", "XML:com.adobe.xmp\0\0\0\0\0<x/>"u8.ToArray()), MoreThanPixels },
        { "PNG with EXIF", Pictures.With(Pictures.Png(), "eXIf", JpegMaker.Exif("48.2 N")[6..]), MoreThanPixels },
        { "PNG with a profile", Pictures.With(Pictures.Png(), "iCCP", [.. "x\0\0"u8, .. Pictures.Packed(new byte[9])]), MoreThanPixels },
        { "PNG with a time", Pictures.With(Pictures.Png(), "tIME", [7, 234, 7, 31, 12, 0, 0]), MoreThanPixels },
        { "PNG with a chunk of one's own", Pictures.With(Pictures.Png(), "prVt", new byte[9]), MoreThanPixels },
        { "PNG with much in a small chunk", Pictures.With(Pictures.Png(), "pHYs", new byte[900]), MoreThanPixels },
        { "PNG that moves", Pictures.With(Pictures.Png(), "acTL", [0, 0, 0, 2, 0, 0, 0, 0]), Moves },
        { "JPEG with EXIF", JpegMaker.With(JpegMaker.Baseline(64, 64), 0xE1, JpegMaker.Exif("48.2 N")), MoreThanPixels },
        { "JPEG with XMP", JpegMaker.With(JpegMaker.Baseline(64, 64), 0xE1, "http://ns.adobe.com/xap/1.0/\0<x/>"u8.ToArray()), MoreThanPixels },
        { "JPEG with a comment", JpegMaker.With(JpegMaker.Baseline(64, 64), 0xFE, "<script>"u8.ToArray()), MoreThanPixels },
        { "JPEG with more pictures", JpegMaker.With(JpegMaker.Baseline(64, 64), 0xE2, "MPF\0"u8.ToArray()), MoreThanPixels },
        { "JPEG with IPTC", JpegMaker.With(JpegMaker.Baseline(64, 64), 0xED, "Photoshop 3.0\0"u8.ToArray()), MoreThanPixels },
        { "JPEG with a small picture of its own", JpegMaker.With(JpegMaker.Baseline(64, 64), 0xE0, [.. "JFIF\0"u8, 1, 1, 0, 0, 1, 0, 1, 1, 1, 9, 9, 9]), MoreThanPixels },
        { "WebP with EXIF", WebPMaker.With(0x08, "EXIF", JpegMaker.Exif("48.2 N")[6..]), MoreThanPixels },
        { "WebP with EXIF that it does not tell", WebPMaker.With(0, "EXIF", JpegMaker.Exif("48.2 N")[6..]), MoreThanPixels },
        { "WebP with XMP", WebPMaker.With(0x04, "XMP ", "<x/>"u8.ToArray()), MoreThanPixels },
        { "WebP with a chunk of one's own", WebPMaker.With(0, "prVt", new byte[7]), MoreThanPixels },
        { "WebP that moves", WebPMaker.Moving(), Moves },
        { "GIF with a comment", GifMaker.Make(64, 64, extension: GifMaker.Extension(0xFE, "<script>"u8)), MoreThanPixels },
        { "GIF with words on it", GifMaker.Make(64, 64, extension: GifMaker.Extension(0x01, new byte[12])), MoreThanPixels },
        { "GIF with a program's own block", GifMaker.Make(64, 64, extension: GifMaker.Extension(0xFF, "NETSCAPE2.0"u8)), MoreThanPixels },
        { "GIF that moves", GifMaker.Make(64, 64, frames: 2), Moves },
        { "PNG of 30,000 by 30,000", Pictures.Png(30_000, 30_000, new(6, 8), Pictures.Packed(new byte[99])), TooLarge },
        { "PNG of the most that there is", Pictures.Png(-1, -1, new(6, 16), Pictures.Packed(new byte[99])), TooLarge },
        { "JPEG of 30,000 by 30,000", Head(JpegMaker.Baseline(30_000, 30_000)), TooLarge },
        { "WebP of 30,000 by 30,000", WebPMaker.File(WebPMaker.Header(0, 30_000)), TooLarge },
        { "WebP of 16,000 by 16,000", WebPMaker.Lossless(16_000, 16_000), TooLarge },
        { "GIF of 30,000 by 30,000", Resized(GifMaker.Make(64, 64), 30_000), TooLarge },
        { "PNG that is a little too large", Pictures.Png(513, 16), TooLarge },
        { "PNG that unfolds to more than its pixels", Pictures.Png(64, 64, new(6, 8), Pictures.Packed([.. Pictures.Rows(64, 64, new(6, 8)), .. new byte[200_000_000]])), Damaged },
        { "PNG that unfolds to less", Pictures.Png(64, 64, new(6, 8), Pictures.Packed(Pictures.Rows(64, 63, new(6, 8)))), Damaged },
        { "PNG with something behind what is packed", Pictures.Png(64, 64, new(6, 8), [.. Pictures.Packed(Pictures.Rows(64, 64, new(6, 8))), .. "PK"u8, 3, 4]), MoreThanPixels },
        { "PNG with colours that there are not", Pictures.Png(64, 64, new(5, 8)), Damaged },
        { "PNG with a depth that there is not", Pictures.Png(64, 64, new(2, 4)), Damaged },
        { "PNG without pixels", Pictures.Png(64, 64, new(6, 8), []), Damaged },
        { "GIF with a frame beside the picture", Resized(GifMaker.Make(64, 64), 32), Damaged },
        { "JPEG without pixels", [0xFF, 0xD8, 0xFF, 0xD9], Damaged },
        { "JPEG with a second head", JpegMaker.With(JpegMaker.Baseline(64, 64), 0xC0, [8, 0, 64, 0, 64, 1, 1, 0x11, 0]), Damaged },
        { "JPEG of another kind", JpegMaker.With(JpegMaker.Baseline(64, 64), 0xC9, [8, 0, 64, 0, 64, 1, 1, 0x11, 0]), Damaged },
        { "a picture that is too small", Pictures.Png(64, 15), "The picture has {0} × {1} pixels; the least is {2} × {2}." },
        { "more than five megabytes", [.. Pictures.Png(), .. new byte[StoredAvatar.MaxBytes]], "A picture has at most {0} MB." },
        { "nothing", [], "Choose a picture first." },
    };

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Every_kind_of_picture_is_taken_and_sent_as_what_it_is(string kind)
    {
        var (member, (file, type)) = (await forum.MemberAsync(), Pictures.All[kind]);

        var outcome = await SetAsync(member, file);

        Assert.Null(outcome.Refusal?.Text);
        var version = (await forum.Cast.NowAsync(member)).AvatarVersion!;
        foreach (var isLarge in new[] { true, false })
        {
            var stored = (await forum.Get<AvatarFiles>().FindAsync(member.MemberId!.Value, version, isLarge, TestContext.Current.CancellationToken))!;
            Assert.Equal(type, stored.Type);
            if (type != "image/png")
                Assert.Equal(file, stored.Bytes);
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

        // The small one is looked at as closely.
        if (file.Length > 0)
        {
            Assert.Equal((what, false), (what, (await forum.Get<ChangeAvatar>().SetAsync(member, Pictures.Png(), file, TestContext.Current.CancellationToken)).IsDone));
            await IsWithoutAsync(member);
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_file_that_was_cut_off_is_refused_wherever_that_was(string kind)
    {
        var (member, (file, _)) = (await forum.MemberAsync(), Pictures.All[kind]);
        var lengths = Enumerable.Range(0, file.Length).Where(length => length > 0 && (length % 10 == 0 || length > file.Length - 12));

        foreach (var length in lengths)
            Assert.Equal((length, Damaged), (length, (await SetAsync(member, file[..length])).Refusal?.Text));

        await IsWithoutAsync(member);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Nothing_comes_after_a_picture(string kind)
    {
        var (member, (file, _)) = (await forum.MemberAsync(), Pictures.All[kind]);

        foreach (var tail in new byte[][] { [0], [.. "PK"u8, 3, 4, .. new byte[40]], [.. "<script>alert(1)</script>"u8], Pictures.Png() })
            Assert.Equal(MoreThanPixels, (await SetAsync(member, [.. file, .. tail])).Refusal?.Text);

        await IsWithoutAsync(member);
    }

    [Fact]
    public async Task A_wrong_check_sum_of_any_chunk_is_seen()
    {
        var (member, file) = (await forum.MemberAsync(), Pictures.Png(kind: new(3, 8)));
        foreach (var mark in new[] { "IHDR", "PLTE", "IDAT", "IEND" })
        {
            var at = System.Text.Encoding.Latin1.GetString(file).IndexOf(mark, StringComparison.Ordinal);
            var length = (file[at - 2] << 8) | file[at - 1];
            byte[] wrong = [.. file];
            wrong[at + 4 + length] ^= 1;

            Assert.Equal((mark, Damaged), (mark, (await SetAsync(member, wrong)).Refusal?.Text));
        }
    }

    [Fact]
    public async Task The_profiles_of_colours_that_browsers_write_are_left_out()
    {
        var member = await forum.MemberAsync();
        var jpeg = JpegMaker.Baseline(64, 64);

        Assert.Equal(jpeg, await StoredAsync(member, JpegMaker.With(jpeg, 0xE2, [.. "ICC_PROFILE\0"u8, 1, 1, .. new byte[300]])));
        Assert.Equal(WebPMaker.Transparent(), await StoredAsync(member, WebPMaker.WithProfile()));
        var png = Pictures.Png();
        Assert.Equal(await StoredAsync(member, png), await StoredAsync(member, Pictures.With(Pictures.With(png, "gAMA", [0, 0, 0xB1, 0x8F]), "pHYs", [0, 0, 0x0B, 0x13, 0, 0, 0x0B, 0x13, 1])));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Whatever_bytes_are_changed_the_file_is_taken_or_refused_and_nothing_breaks(string kind)
    {
        var (member, (file, _), random) = (await forum.MemberAsync(), Pictures.All[kind], new Random(Seed));
        var refused = 0;
        for (var round = 0; round < 120; round++)
        {
            byte[] changed = [.. file];
            for (var i = random.Next(1, 5); i > 0; i--)
                changed[random.Next(2) == 0 ? random.Next(changed.Length) : random.Next(Math.Min(60, changed.Length))] = (byte)random.Next(256);
            if (!(await SetAsync(member, changed)).IsDone)
                refused++;
        }

        Assert.True(refused > 20, $"Only {refused} were refused.");
    }

    // Up to where the pixels would begin.
    private static byte[] Head(byte[] jpeg) => jpeg[..200];

    private static byte[] Resized(byte[] gif, int side) => [.. gif[..6], (byte)side, (byte)(side >> 8), (byte)side, (byte)(side >> 8), .. gif[10..]];

    private Task<Outcome<Done>> SetAsync(Viewer member, byte[] file) => forum.Get<ChangeAvatar>().SetAsync(member, file, null);

    private async Task<byte[]> StoredAsync(Viewer member, byte[] file)
    {
        Assert.Null((await SetAsync(member, file)).Refusal?.Text);
        await using var db = await forum.Cast.OpenAsync();
        return await db.Avatars.Where(avatar => avatar.MemberId == member.MemberId).Select(avatar => avatar.Large).SingleAsync();
    }

    private IEnumerable<string> FilesThere() => [.. Directory.GetFiles(forum.Forum.DataDirectory, "*", SearchOption.AllDirectories).Where(file => !file.Contains("mail", StringComparison.Ordinal)).Order()];

    private async Task IsWithoutAsync(Viewer member)
    {
        await using var db = await forum.Cast.OpenAsync();
        Assert.False(await db.Avatars.AnyAsync(avatar => avatar.MemberId == member.MemberId));
        Assert.Null((await forum.Cast.NowAsync(member)).AvatarVersion);
    }
}
