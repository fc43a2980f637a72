using Forum.Tests.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Forum.Tests.Browser;

/// <summary>
/// Takes the README's pictures of a forum filled by the seed command. They're written to TestResults and, with
/// <c>UPDATE_IMAGES=1</c> in the environment, to docs/images too.
/// </summary>
public class ReadmeImagesTests(Support.Browser browser) : BrowserTest(browser)
{
    [Fact]
    public async Task The_pictures_of_the_readme_show_the_forum_as_it_is()
    {
        var data = Directory.CreateTempSubdirectory("forum-images-");
        try
        {
            var setting = $"--Forum:DataDirectory={data.FullName}";
            var seed = await ForumCommand.RunAsync(["seed", "--members", "40", "--threads", "120", "--replies", "6", "--password", Cast.Password, setting]);
            Assert.True(seed.Code == 0, seed.Output);

            await using var forum = ForumProcess.Start(new ForumStart { Arguments = [setting, "--urls=http://127.0.0.1:0"], WorkingDirectory = data.FullName });
            var site = await forum.WaitForAddressAsync();
            var page = await NewPageAsync(new PageSetup { Site = site, Width = 1200, Height = 760 });
            await page.SignInByFormAsync("admin");
            await page.GotoAsync("/b/gardening");
            await TakeAsync(page, "board");
            await page.Locator(".thread-row .thread-title a").Nth(1).ClickAsync();
            await Expect(page.Locator("article.post").First).ToBeVisibleAsync();
            await TakeAsync(page, "thread");
            await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark });
            await TakeAsync(page, "dark");
            await page.ShouldHaveNoProblemsAsync();
        }
        finally
        {
            await TestFolder.DeleteAsync(data);
        }
    }

    private static async Task TakeAsync(IPage page, string name)
    {
        await page.IslandsAreLiveAsync();
        await Expect(page.Locator(".chat-message").Last).ToBeVisibleAsync();
        var file = await page.SaveScreenshotAsync($"readme-{name}");
        if (Environment.GetEnvironmentVariable("UPDATE_IMAGES") == "1")
            File.Copy(file, Path.Combine(Checkout.Root, "docs", "images", $"{name}.png"), overwrite: true);
    }
}
