using Forum.Core.Members.Avatars;
using Forum.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;

namespace Forum.Tests.Browser;

/// <summary>
/// Pictures in a real browser: how it prepares a photo before uploading it, and how it shows what the forum stores.
/// </summary>
public class PictureTests(Support.Browser browser) : BrowserTest(browser)
{
    private const string Place = "48.2082 N, 16.3738 E";

    // Red on the left, blue on the right, and noise on top, as from a camera.
    private const string Photo = """
        async () => {
          const canvas = Object.assign(document.createElement('canvas'), { width: 2400, height: 1600 });
          const pen = canvas.getContext('2d');
          const pixels = pen.createImageData(2400, 1600);
          for (let i = 0, seed = 1; i < pixels.data.length; i += 4) {
            seed = seed * 48271 % 2147483647;
            const isLeft = i / 4 % 2400 < 1200;
            pixels.data.set([isLeft ? 200 : seed % 60, seed % 60, isLeft ? seed % 60 : 200, 255], i);
          }
          pen.putImageData(pixels, 0, 0);
          return canvas.toDataURL('image/jpeg', 0.9).split(',')[1];
        }
        """;

    [Fact]
    public async Task A_photo_is_cut_scaled_and_cleaned_before_it_leaves_the_browser_and_stands_on_posts_and_in_the_head()
    {
        await using var forum = await TestForum.StartAsync();
        var cast = await Cast.SetUpAsync(forum);
        var thread = await cast.StartThreadAsync(cast.Bob, "A thread");
        var page = await NewPageAsync(new PageSetup { Site = forum.Address });
        await cast.SignInAsync(page, cast.Bob);
        await page.GotoAsync("/settings/profile");
        var photo = Pictures.With(Convert.FromBase64String(await page.EvaluateAsync<string>(Photo)), 0xE1, Pictures.Exif(Place));
        Assert.True(photo.Length > 500_000, $"A photo of {photo.Length} bytes is small.");

        await page.GetByLabel("Choose a picture").SetInputFilesAsync(new FilePayload { Name = "IMG_1234.JPG", MimeType = "image/jpeg", Buffer = photo });
        var crop = page.Locator("[data-avatar-crop] canvas");
        await Assertions.Expect(crop).ToBeVisibleAsync();
        await page.ShouldHaveNoAxeViolationsAsync();
        await page.GetByLabel("Zoom").FillAsync("2");
        for (var i = 0; i < 60; i++)
            await crop.PressAsync("ArrowRight");
        await page.GetByRole(AriaRole.Button, new() { Name = "Use this picture" }).ClickAsync();
        await Assertions.Expect(page.GetByText("Profile picture updated.")).ToBeVisibleAsync();

        await using (var db = await cast.OpenAsync())
        {
            var stored = await db.Avatars.SingleAsync(TestContext.Current.CancellationToken);
            Assert.Equal(("image/webp", "image/webp"), (stored.LargeType, stored.SmallType));
            Assert.DoesNotContain(Place, System.Text.Encoding.Latin1.GetString(stored.Large), StringComparison.Ordinal);
        }

        await ShowsAsync(page, ".avatar-form img.avatar", 512);
        await ShowsAsync(page, ".account-button img.avatar", 64);
        Assert.True(await IsRedAsync(page, ".avatar-form img.avatar"), "The part that was chosen is not the one that is shown.");
        await page.GotoAsync($"/t/{thread.ThreadId}/{thread.Slug}");
        await ShowsAsync(page, ".post img.avatar", 64);
        await page.ShouldHaveNoProblemsAsync();

        await page.GotoAsync("/settings/profile");
        await page.GetByRole(AriaRole.Button, new() { Name = "Remove picture" }).ClickAsync();
        await Assertions.Expect(page.GetByText("Profile picture removed.")).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator(".account-button span.avatar")).ToHaveTextAsync("B");
    }

    [Fact]
    public async Task What_is_no_picture_or_too_large_is_refused_before_it_is_sent()
    {
        await using var forum = await TestForum.StartAsync();
        var cast = await Cast.SetUpAsync(forum);
        var page = await NewPageAsync(new PageSetup { Site = forum.Address });
        await cast.SignInAsync(page, cast.Bob);
        await page.GotoAsync("/settings/profile");
        var (field, problem) = (page.GetByLabel("Choose a picture"), page.Locator("[data-avatar-problem]"));

        await field.SetInputFilesAsync(new FilePayload { Name = "x.png", MimeType = "image/png", Buffer = "Milk, eggs"u8.ToArray() });
        await Assertions.Expect(problem).ToHaveTextAsync("Upload a PNG, JPEG, WebP or GIF. This file isn't one, or it's damaged.");
        var large = Path.Combine(forum.DataDirectory, "large.png");
        await File.WriteAllBytesAsync(large, new byte[StoredAvatar.MaxBytes + 1], TestContext.Current.CancellationToken);
        await field.SetInputFilesAsync(large);
        await Assertions.Expect(problem).ToHaveTextAsync("Pictures can be at most 20 MB.");
        await Assertions.Expect(page.Locator("[data-avatar-crop]")).ToBeHiddenAsync();
    }

    [Fact]
    public async Task Without_a_script_a_photo_is_taken_as_it_is_and_an_animation_refused_with_the_reason()
    {
        await using var forum = await TestForum.StartAsync();
        var cast = await Cast.SetUpAsync(forum);
        var page = await NewPageAsync(new PageSetup { Site = forum.Address, JavaScript = false });
        await cast.SignInAsync(page, cast.Bob);
        await page.GotoAsync("/settings/profile");
        var (field, send) = (page.GetByLabel("Choose a picture"), page.GetByRole(AriaRole.Button, new() { Name = "Use this picture" }));

        await field.SetInputFilesAsync(new FilePayload { Name = "moves.gif", MimeType = "image/gif", Buffer = Pictures.Gif(frames: 2) });
        await send.ClickAsync();
        await Assertions.Expect(page.Locator("#picture-problem")).ToContainTextAsync("Animated pictures aren't supported");
        await field.SetInputFilesAsync(new FilePayload { Name = "photo.jpg", MimeType = "image/jpeg", Buffer = Pictures.Photo(Place) });
        await send.ClickAsync();

        await Assertions.Expect(page.GetByText("Profile picture updated.")).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator(".avatar-form img.avatar")).ToBeVisibleAsync();
    }

    private static async Task ShowsAsync(IPage page, string selector, int side)
    {
        await page.WaitForFunctionAsync("selector => document.querySelector(selector)?.naturalWidth > 0", selector);
        Assert.Equal(side, await page.Locator(selector).First.EvaluateAsync<int>("picture => picture.naturalWidth"));
    }

    private static Task<bool> IsRedAsync(IPage page, string selector) => page.Locator(selector).EvaluateAsync<bool>("""
        picture => {
          const pen = new OffscreenCanvas(512, 512).getContext('2d');
          pen.drawImage(picture, 0, 0);
          const [red, , blue] = pen.getImageData(500, 256, 1, 1).data;
          return red > 120 && blue < 100;
        }
        """);
}
