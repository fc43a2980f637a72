using Forum.Core.Members.Avatars;
using Forum.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Forum.Tests.Members;

/// <summary>Pictures over HTTP: uploaded as a browser without JavaScript does, and requested as pages do.</summary>
[Trait("Pace", "slow")]
public class AvatarPagesTests(CastForum forum) : IClassFixture<CastForum>
{
    [Fact]
    public async Task A_photo_is_taken_without_a_script_and_stands_wherever_the_member_does()
    {
        var member = await forum.MemberAsync();
        var (visitor, thread) = (await forum.VisitorAsync(member), await forum.ThreadAsync(member));
        await forum.Cast.SayAsync(member, "Hello");
        using var guest = forum.Guest();
        Assert.DoesNotContain("/avatars/", (await guest.GetAsync($"/t/{thread.ThreadId}/{thread.Slug}")).Body, StringComparison.Ordinal);

        var answer = await visitor.SendFilesAsync("/settings/profile", "avatar", ("Large", Pictures.Photo("A place")));

        Assert.Equal((302, "/settings/profile?done=avatar"), (answer.Status, answer.Location));
        var path = $"/avatars/{member.MemberId}/{(await forum.Cast.NowAsync(member)).AvatarVersion}";
        Assert.Contains($"src=\"{path}/large\"", (await visitor.GetAsync("/settings/profile?done=avatar")).Body, StringComparison.Ordinal);
        foreach (var page in new[] { $"/t/{thread.ThreadId}/{thread.Slug}", $"/u/{member.Name}", "/chat", $"/u/{member.Name}/card" })
            Assert.Contains($"src=\"{path}/", (await guest.GetAsync(page)).Body, StringComparison.Ordinal);
        var header = (await visitor.GetAsync("/")).Body.Split("account-button")[1].Split("</button>")[0];
        Assert.Contains($"src=\"{path}/small\"", header, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_picture_is_kept_for_good_by_browsers_and_can_do_nothing_in_them()
    {
        var member = await forum.MemberAsync();
        Assert.True((await forum.Get<ChangeAvatar>().SetAsync(member, new MemoryStream(Pictures.Photo("A place")), TestContext.Current.CancellationToken)).IsDone);
        var first = $"/avatars/{member.MemberId}/{(await forum.Cast.NowAsync(member)).AvatarVersion}";
        using var guest = forum.Guest();
        foreach (var (size, side) in new[] { ("large", 512), ("small", 64) })
        {
            using var answer = await guest.Client.GetAsync($"{first}/{size}", TestContext.Current.CancellationToken);
            using var shown = SkiaSharp.SKBitmap.Decode(await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
            Assert.Equal((side, side), (shown.Width, shown.Height));
            Assert.Equal("image/webp", answer.Content.Headers.ContentType!.MediaType);
            Assert.Equal("public, max-age=31536000, immutable", Header(answer, "Cache-Control"));
            Assert.Equal("nosniff", Header(answer, "X-Content-Type-Options"));
            Assert.Equal("default-src 'none'; sandbox", Header(answer, "Content-Security-Policy"));
            Assert.False(answer.Headers.Contains("Set-Cookie"));
        }

        Assert.True((await forum.Get<ChangeAvatar>().SetAsync(member, Pictures.Sent(), TestContext.Current.CancellationToken)).IsDone);
        var second = $"/avatars/{member.MemberId}/{(await forum.Cast.NowAsync(member)).AvatarVersion}";

        Assert.NotEqual(first, second);
        string[] gone = [$"{first}/large", $"{first}/small", $"{second}/medium", $"{second}/LARGE", $"/avatars/{forum.Bob.MemberId}/{second.Split('/')[^1]}/large", $"/avatars/{member.MemberId}/%00/large"];
        foreach (var path in gone)
            Assert.Equal((path, true), (path, (await guest.GetAsync(path)).Status is 400 or 404));
        Assert.Equal(200, (await guest.GetAsync($"{second}/small")).Status);
    }

    [Fact]
    public async Task Whoever_removes_it_has_initials_again()
    {
        var member = await forum.MemberAsync();
        var (visitor, thread) = (await forum.VisitorAsync(member), await forum.ThreadAsync(member));
        Assert.Equal(302, (await visitor.SendFilesAsync("/settings/profile", "avatar", ("Large", Pictures.Png()))).Status);
        var path = $"/avatars/{member.MemberId}/{(await forum.Cast.NowAsync(member)).AvatarVersion}/large";

        var answer = await visitor.SubmitAsync("/settings/profile", "avatar-remove");

        Assert.Equal((302, "/settings/profile?done=avatar-remove"), (answer.Status, answer.Location));
        Assert.Equal(404, (await visitor.GetAsync(path)).Status);
        Assert.DoesNotContain("/avatars/", (await visitor.GetAsync($"/t/{thread.ThreadId}/{thread.Slug}")).Body, StringComparison.Ordinal);
        await using var db = await forum.Cast.OpenAsync();
        Assert.False(await db.Avatars.AnyAsync(avatar => avatar.MemberId == member.MemberId, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task What_is_refused_is_said_at_the_field_and_the_picture_of_before_stays()
    {
        var member = await forum.MemberAsync();
        var visitor = await forum.VisitorAsync(member);
        Assert.Equal(302, (await visitor.SendFilesAsync("/settings/profile", "avatar", ("Large", Pictures.Png()))).Status);
        var before = (await forum.Cast.NowAsync(member)).AvatarVersion;
        (byte[] File, string Said)[] tried =
        [
            (Pictures.Gif(frames: 2), "Animated pictures aren't supported. Upload a different one."),
            (Pictures.Png(6_000, 6_000, new(0, 8), []), "This picture is 6,000 × 6,000 pixels. Upload one with at most 25 megapixels."),
            ("<svg/>"u8.ToArray(), PictureFileTests.Unknown),
            (new byte[StoredAvatar.MaxBytes + 1], "Pictures can be at most 20 MB."),
            ([], "Choose a picture first."),
        ];

        foreach (var (file, said) in tried)
        {
            var answer = await visitor.SendFilesAsync("/settings/profile", "avatar", ("Large", file));
            Assert.Equal(200, answer.Status);
            Assert.Contains(said, System.Net.WebUtility.HtmlDecode(answer.Body.Split("id=\"picture-problem\"")[1].Split("</p>")[0]), StringComparison.Ordinal);
        }

        Assert.Equal(before, (await forum.Cast.NowAsync(member)).AvatarVersion);
    }

    [Fact]
    public async Task A_body_beyond_all_measure_is_not_read_to_its_end()
    {
        var member = await forum.MemberAsync();
        var visitor = await forum.VisitorAsync(member);
        var status = 0;
        try
        {
            status = (await visitor.SendFilesAsync("/settings/profile", "avatar", ("Large", Pictures.Png()), ("More", new byte[22_000_000]))).Status;
        }
        catch (HttpRequestException)
        {
            // The forum closes the connection midway, which is just as good.
            status = 413;
        }

        Assert.InRange(status, 400, 413);
        Assert.Null((await forum.Cast.NowAsync(member)).AvatarVersion);
    }

    [Fact]
    public async Task A_guest_sends_none()
    {
        using var guest = forum.Guest();
        var token = (await guest.OpenAsync("/sign-in", "value=\"sign-in\""))["__RequestVerificationToken"];
        using var content = new MultipartFormDataContent
        {
            { new StringContent(token), "__RequestVerificationToken" }, { new StringContent("avatar"), "_handler" }, { new ByteArrayContent(Pictures.Png()), "Large", "x.png" },
        };

        using var answer = await guest.Client.PostAsync("/settings/profile", content, TestContext.Current.CancellationToken);

        Assert.NotEqual(200, (int)answer.StatusCode);
        await using var db = await forum.Cast.OpenAsync();
        Assert.False(await db.Avatars.AnyAsync(avatar => avatar.MemberId == 0, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Many_files_within_an_hour_are_too_many()
    {
        var limited = new CastForum { Settings = [("Forum:Limits:UploadsPerHour", "3")] };
        await limited.InitializeAsync();
        try
        {
            var change = limited.Get<ChangeAvatar>();
            Assert.True((await change.SetAsync(limited.Bob, Pictures.Sent(), TestContext.Current.CancellationToken)).IsDone);
            for (var i = 0; i < 2; i++)
                Assert.False((await change.SetAsync(limited.Bob, new MemoryStream([1, 2, 3]), TestContext.Current.CancellationToken)).IsDone);

            Assert.Equal("You've uploaded too many files. Try again in an hour.", (await change.SetAsync(limited.Bob, Pictures.Sent(), TestContext.Current.CancellationToken)).Refusal!.Text);
            Assert.True((await change.SetAsync(limited.Cleo, Pictures.Sent(), TestContext.Current.CancellationToken)).IsDone);
        }
        finally
        {
            await limited.DisposeAsync();
        }
    }

    private static string Header(HttpResponseMessage answer, string name) => string.Join(", ", answer.Headers.GetValues(name));
}
