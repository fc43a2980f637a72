using Forum.Core.Accounts.Sessions;
using Forum.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace Forum.Tests.Browser;

/// <summary>What only a real browser can show of accounts: passkeys, and pages that are open while their session ends.</summary>
public class AccountTests(Support.Browser browser) : BrowserTest(browser)
{
    private const string Authenticator =
        """{ "options": { "protocol": "ctap2", "transport": "internal", "hasResidentKey": true, "hasUserVerification": true, "isUserVerified": true, "automaticPresenceSimulation": true } }""";

    [Fact]
    public async Task A_member_adds_a_passkey_signs_in_with_it_names_it_and_removes_it()
    {
        await using var forum = await TestForum.StartAsync();
        var cast = await Cast.SetUpAsync(forum);

        // A passkey belongs to a name, not to a number.
        var page = await NewPageAsync(new PageSetup { Site = new UriBuilder(forum.Address) { Host = "localhost" }.Uri });
        var session = await page.Context.NewCDPSessionAsync(page);
        await session.SendAsync("WebAuthn.enable");
        await session.SendAsync("WebAuthn.addVirtualAuthenticator", System.Text.Json.JsonSerializer.Deserialize<Dictionary<string, object>>(Authenticator));

        await SignInWithPasswordAsync(page);
        await page.GotoAsync("/settings/security");
        await page.GetByLabel("What to call it").FillAsync("My phone");
        await page.Locator("#passkey-password").FillAsync(Cast.Password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Add a passkey" }).ClickAsync();
        await Assertions.Expect(page.GetByText("The passkey is added.")).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator(".settings-passkeys")).ToContainTextAsync("My phone");
        await page.ShouldHaveNoAxeViolationsAsync();

        await page.GetByRole(AriaRole.Button, new() { Name = "Sign out", Exact = true }).ClickAsync();
        await page.GotoAsync("/sign-in?returnUrl=%2Fb%2Fgeneral");
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in with a passkey" }).ClickAsync();
        await page.IsAtAsync("/b/general$");
        await Assertions.Expect(page.Locator(".account-name")).ToHaveTextAsync("Bob");

        await page.GotoAsync("/settings/security");
        await page.GetByLabel("Name of the passkey My phone").FillAsync("My old phone");
        await page.GetByRole(AriaRole.Button, new() { Name = "Rename" }).ClickAsync();
        await Assertions.Expect(page.Locator(".settings-passkeys strong")).ToHaveTextAsync("My old phone");
        await page.GetByRole(AriaRole.Button, new() { Name = "Remove the passkey My old phone" }).ClickAsync();
        await Assertions.Expect(page.GetByText("You have none.")).ToBeVisibleAsync();

        await page.GetByRole(AriaRole.Button, new() { Name = "Sign out", Exact = true }).ClickAsync();
        await page.GotoAsync("/sign-in");
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in with a passkey" }).ClickAsync();
        await Assertions.Expect(page.GetByText("This passkey does not open an account here.")).ToBeVisibleAsync();
        await page.ShouldHaveNoProblemsAsync();
    }

    [Fact]
    public async Task A_page_that_is_open_when_its_session_ends_is_a_guests_at_once()
    {
        await using var forum = await TestForum.StartAsync();
        var cast = await Cast.SetUpAsync(forum);
        var thread = await cast.StartThreadAsync(cast.Cleo, "A thread");
        var phone = await NewPageAsync(new PageSetup { Site = forum.Address });
        await cast.SignInAsync(phone, cast.Bob);
        await phone.GotoAsync($"/t/{thread.ThreadId}/{thread.Slug}");
        await phone.IslandsAreLiveAsync();
        await Assertions.Expect(phone.Locator(".account-name")).ToHaveTextAsync("Bob");

        var sessions = forum.Services.GetRequiredService<SignInSessions>();
        Assert.Equal(1, (await sessions.EndOthersAsync(cast.Bob)).Value);

        await Assertions.Expect(phone.GetByRole(AriaRole.Link, new() { Name = "Sign in", Exact = true }).First).ToBeVisibleAsync();
        await Assertions.Expect(phone.Locator(".account-name")).ToHaveCountAsync(0);
    }

    [Theory]
    [InlineData(ColorScheme.Light, 1280)]
    [InlineData(ColorScheme.Dark, 390)]
    [InlineData(ColorScheme.Light, 320)]
    public async Task The_pages_of_an_account_have_no_barrier_and_fit_the_screen(ColorScheme scheme, int width)
    {
        await using var forum = await TestForum.StartAsync();
        var cast = await Cast.SetUpAsync(forum);
        var page = await NewPageAsync(new PageSetup { Site = forum.Address, Width = width, ColorScheme = scheme });
        foreach (var path in new[] { "/forgotten-password", "/forgotten-password?done=1", "/new-password?token=x", "/confirm-address?token=x", "/change-address?token=x", "/sign-in/code", "/sign-in?with=failed", "/sign-in/with", "/register" })
            await CheckAsync(page, path, $"guest-{scheme}-{width}");

        await cast.SignInAsync(page, cast.Ada);
        string[] own = ["/settings/account", "/settings/profile", "/settings/security", "/settings/security?set-up=app", "/settings/sessions", "/settings/mail", "/settings/privacy", "/settings/preferences", "/settings/data", "/settings/linked", "/following", "/history", "/u/Ada", "/u/Bob"];
        foreach (var path in own.Concat(["/admin/mail", "/admin/accounts", "/admin/members"]))
            await CheckAsync(page, path, $"member-{scheme}-{width}");
    }

    private static async Task SignInWithPasswordAsync(IPage page)
    {
        await page.GotoAsync("/sign-in");
        await page.GetByLabel("User name or e-mail address").FillAsync("Bob");
        await page.GetByLabel("Password").FillAsync(Cast.Password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in", Exact = true }).ClickAsync();
        await page.IsAtAsync("^((?!/sign-in).)*$");
    }

    private static async Task CheckAsync(IPage page, string path, string name)
    {
        await page.GotoAsync(path);
        await page.WaitForFunctionAsync("() => document.documentElement.dataset.live === 'ready'");
        await page.SaveScreenshotAsync($"{name}{path.Replace('/', '-').Replace('?', '-').Replace('=', '-')}", fullPage: true);
        await page.ShouldHaveNoAxeViolationsAsync();
        var excess = await page.EvaluateAsync<int>("() => document.documentElement.scrollWidth - document.documentElement.clientWidth");
        Assert.True(excess <= 0, $"{path} is {excess} px wider than the screen of {name}.");
        await page.ShouldHaveNoProblemsAsync();
    }
}
