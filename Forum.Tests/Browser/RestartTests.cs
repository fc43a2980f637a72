using System.Net;
using System.Net.Sockets;
using Forum.Tests.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Forum.Tests.Browser;

public class RestartTests(Support.Browser browser) : BrowserTest(browser)
{
    [Fact]
    public async Task An_open_page_goes_on_by_itself_after_the_forum_was_restarted()
    {
        var data = Directory.CreateTempSubdirectory("forum-restart-");
        var port = FreePort();
        var how = new ForumStart { Arguments = [$"--urls=http://127.0.0.1:{port}", $"--Forum:DataDirectory={data.FullName}"], WorkingDirectory = data.FullName };
        var first = ForumProcess.Start(how);
        try
        {
            var address = await first.WaitForAddressAsync();
            var page = await NewPageAsync(new PageSetup { Site = address });
            await page.GotoAsync("/");
            await page.GetByLabel("Forum name").FillAsync("Restarted");
            await page.GetByLabel("Username").FillAsync("Ada");
            await page.GetByLabel("Email address").FillAsync("ada@example.org");
            await page.GetByLabel("Password", new() { Exact = true }).FillAsync(Cast.Password);
            await page.GetByRole(AriaRole.Button, new() { Name = "Set up" }).ClickAsync();
            await page.GotoAsync("/b/general/new");
            await page.IslandsAreLiveAsync();
            await page.GetByLabel("Title").FillAsync("Half written");
            await page.GetByLabel("Text", new() { Exact = true }).FillAsync("Typed before the restart");

            first.Kill();
            await first.WaitForExitAsync();
            await Expect(page.Locator("#connection")).ToContainTextAsync("Connection lost.");
            await ChatTests.SayAsync(page, "Said while it was away");
            await using var second = ForumProcess.Start(how);
            await second.WaitForAddressAsync();

            await Expect(ChatTests.Message(page, "Said while it was away")).ToHaveCountAsync(1, new() { Timeout = 30_000 });
            await Expect(page.GetByLabel("Title")).ToHaveValueAsync("Half written");
            await Expect(page.GetByLabel("Text", new() { Exact = true })).ToHaveValueAsync("Typed before the restart");
            await page.GetByRole(AriaRole.Button, new() { Name = "Start thread" }).ClickAsync();
            await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Half written" })).ToBeVisibleAsync();
        }
        finally
        {
            await first.DisposeAsync();
            await TestFolder.DeleteAsync(data);
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
