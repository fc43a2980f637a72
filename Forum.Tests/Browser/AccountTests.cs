using Forum.Core.Accounts.Sessions;
using Forum.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace Forum.Tests.Browser;

/// <summary>What needs a real browser: passkeys, and pages that are open when their session ends.</summary>
public class AccountTests(Support.Browser browser) : BrowserTest(browser)
{
    private const string Authenticator =
        """{ "options": { "protocol": "ctap2", "transport": "internal", "hasResidentKey": true, "hasUserVerification": true, "isUserVerified": true, "automaticPresenceSimulation": true } }""";

    [Fact]
    public async Task A_member_adds_a_passkey_signs_in_with_it_names_it_and_removes_it()
    {
        await using var forum = await TestForum.StartAsync();
        var cast = await Cast.SetUpAsync(forum);

        // A passkey belongs to a host name, not to an IP address.
        var page = await NewPageAsync(new PageSetup { Site = new UriBuilder(forum.Address) { Host = "localhost" }.Uri });
        var session = await page.Context.NewCDPSessionAsync(page);
        await session.SendAsync("WebAuthn.enable");
        await session.SendAsync("WebAuthn.addVirtualAuthenticator", System.Text.Json.JsonSerializer.Deserialize<Dictionary<string, object>>(Authenticator));

        await SignInWithPasswordAsync(page);
        await page.GotoAsync("/settings/security");
        await page.GetByLabel("Passkey name").FillAsync("My phone");
        await page.Locator("#passkey-password").FillAsync(Cast.Password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Add a passkey" }).ClickAsync();
        await Assertions.Expect(page.GetByText("Passkey added.")).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator(".settings-passkeys")).ToContainTextAsync("My phone");
        await page.ShouldHaveNoAxeViolationsAsync();

        await page.SignOutAsync();
        await page.GotoAsync("/sign-in?returnUrl=%2Fb%2Fgeneral");
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in with a passkey" }).ClickAsync();
        await page.IsAtAsync("/b/general$");
        await Assertions.Expect(page.Locator(".account-name")).ToHaveTextAsync("Bob");

        await page.GotoAsync("/settings/security");
        await page.GetByLabel("Name of passkey My phone").FillAsync("My old phone");
        await page.GetByRole(AriaRole.Button, new() { Name = "Rename" }).ClickAsync();
        await Assertions.Expect(page.Locator(".settings-passkeys strong")).ToHaveTextAsync("My old phone");
        await page.GetByRole(AriaRole.Button, new() { Name = "Remove passkey My old phone" }).ClickAsync();
        await Assertions.Expect(page.GetByText("You don't have any passkeys yet.")).ToBeVisibleAsync();

        await page.SignOutAsync();
        await page.GotoAsync("/sign-in");
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in with a passkey" }).ClickAsync();
        await Assertions.Expect(page.GetByText("This passkey isn't linked to an account here.")).ToBeVisibleAsync();
        await page.ShouldHaveNoProblemsAsync();
    }

    [Fact]
    public async Task A_new_password_can_be_shown_and_nothing_that_is_refused_looks_strong()
    {
        await using var forum = await TestForum.StartAsync();
        await Cast.SetUpAsync(forum);
        var page = await NewPageAsync(new PageSetup { Site = forum.Address });
        await page.GotoAsync("/register");
        var (field, eye, strength) = (page.Locator("#password"), page.GetByRole(AriaRole.Button, new() { Name = "Show password" }), page.Locator(".password-strength"));

        await field.FillAsync("short");
        await Assertions.Expect(strength).ToContainTextAsync("5 more characters needed");
        await field.FillAsync("correct horse battery staple");
        await Assertions.Expect(strength).ToContainTextAsync("Good");
        await page.Locator("#name").FillAsync("Wilhelmina");
        await field.FillAsync("wilhelmina1");
        await Assertions.Expect(strength).ToContainTextAsync("Weak");
        await Assertions.Expect(field).ToHaveAttributeAsync("type", "password");
        await eye.ClickAsync();
        await Assertions.Expect(field).ToHaveAttributeAsync("type", "text");
        await Assertions.Expect(eye).ToHaveAttributeAsync("aria-pressed", "true");
        await Assertions.Expect(field).ToHaveValueAsync("wilhelmina1");
        await eye.ClickAsync();
        await Assertions.Expect(field).ToHaveAttributeAsync("type", "password");

        string[] refused = [.. (await File.ReadAllLinesAsync(Path.Combine(Checkout.Root, "Forum.Core/Text/Data/common-passwords.txt"), TestContext.Current.CancellationToken)).Where(static word => !word.StartsWith('#'))];
        Assert.True(refused.Length > 1000, $"Only {refused.Length} passwords were tried.");
        Assert.Empty(await page.EvaluateAsync<string[]>("words => words.filter(word => forum.passwordStrength(word) > 0)", refused));
        await page.ShouldHaveNoProblemsAsync();
    }

    [Fact]
    public async Task Times_of_the_future_are_said_as_such()
    {
        await using var forum = await TestForum.StartAsync();
        await Cast.SetUpAsync(forum);
        var page = await NewPageAsync(new PageSetup { Site = forum.Address });
        await page.GotoAsync("/sign-in");

        var said = await page.EvaluateAsync<string[]>("""
            async minutes => {
              const now = Date.now();
              const times = minutes.map(one => Object.assign(document.createElement('time'), { dateTime: new Date(now + one * 60000 + 5000).toISOString() }));
              times.forEach(time => { time.dataset.when = ''; document.body.append(time); });
              await new Promise(done => setTimeout(done, 100));
              return times.map(time => time.textContent);
            }
            """, (int[])[-180, 0, 1, 5, 59, 60, 180, 24 * 60, 14 * 24 * 60, 30 * 24 * 60]);

        Assert.Equal(["3 hours ago", "this minute", "this minute", "in 5 minutes", "in 59 minutes", "in 1 hour", "in 3 hours", "tomorrow", "in 14 days", "in 30 days"], said);
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

    private static async Task SignInWithPasswordAsync(IPage page)
    {
        await page.GotoAsync("/sign-in");
        await page.GetByLabel("Username or email address").FillAsync("Bob");
        await page.GetByLabel("Password", new() { Exact = true }).FillAsync(Cast.Password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in", Exact = true }).ClickAsync();
        await page.IsAtAsync("^((?!/sign-in).)*$");
    }
}
