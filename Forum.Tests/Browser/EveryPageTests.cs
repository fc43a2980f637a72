using Forum.Tests.Support;
using Microsoft.Playwright;

namespace Forum.Tests.Browser;

/// <summary>
/// Every page that people see, in both themes and at three widths: no accessibility violations, no console errors,
/// nothing wider than the screen, even with text at twice the size.
/// </summary>
public class EveryPageTests(Support.Browser browser, FilledForum filled) : BrowserTest(browser)
{
    private const int Desk = 1280, Phone = 390, Narrow = 320;

    private static readonly string[] OfGuests =
    [
        "/", "/b/general", "/b/help", "/t/{thread}/x", "/t/{thread}/x?page=2", "/u/Bob", "/u/Maximilian-Alexander.der_Gross", "/u/Bob/threads", "/u/Bob/reactions", "/sign-in", "/register", "/chat",
        "/boards", "/latest", "/feeds", "/rules", "/top?period=all", "/search", "/search?q=reply&board=general", "/search?q=nothing-of-the-kind&author=Nobody", "/forgotten-password", "/forgotten-password?done=1",
        "/new-password?token=x", "/confirm-address?token=x", "/change-address?token=x", "/sign-in/code", "/sign-in?with=failed", "/sign-in/with",
    ];

    private static readonly string[] OfMembers =
    [
        "/", "/latest", "/unread", "/top?period=day", "/b/general", "/b/help", "/b/general/new", "/new", "/t/{thread}/x", "/p/{post}/edit", "/p/{post}/remove", "/u/Cleo", "/u/Cleo/replies", "/u/Cleo/about", "/chat", "/notifications", "/watching",
        "/settings/notifications", "/search?q=reply",
    ];

    private static readonly string[] OfAdministrators =
    [
        "/settings", "/welcome", "/settings/account", "/settings/profile", "/settings/security", "/settings/security?set-up=app", "/settings/sessions", "/settings/mail",
        "/settings/privacy", "/settings/preferences", "/settings/data", "/settings/linked", "/following", "/history", "/u/Ada", "/u/Bob",
        "/admin", "/admin/general", "/admin/pages", "/admin/mail", "/admin/accounts", "/admin/members", "/admin/invitations", "/admin/system",
    ];

    [Fact]
    public Task No_page_of_a_guest_has_a_barrier_or_trouble_or_runs_out_of_the_screen() => WalkAsync(null, OfGuests);

    [Fact]
    public Task No_page_of_a_member_has_a_barrier_or_trouble_or_runs_out_of_the_screen() => WalkAsync("Bob", OfMembers);

    [Fact]
    public Task No_page_of_a_moderator_has_a_barrier_or_trouble_or_runs_out_of_the_screen() => WalkAsync("Mona", ["/t/{thread}/x", "/b/general"]);

    [Fact]
    public Task No_page_of_an_account_has_a_barrier_or_trouble_or_runs_out_of_the_screen() => WalkAsync("Ada", OfAdministrators);

    [Fact]
    public async Task A_task_box_in_a_post_is_as_large_as_those_of_forms_where_their_styles_are_not_loaded()
    {
        var (forum, threadId, _, _) = await filled.OpenAsync();
        var guest = await NewPageAsync(new PageSetup { Site = forum.Address });

        await guest.GotoAsync($"/t/{threadId}/x");

        var box = await guest.Locator(".task-list-item input").First.BoundingBoxAsync();
        Assert.Equal((18, 18), (box?.Width, box?.Height));
    }

    [Fact]
    public async Task The_set_up_page_and_the_page_for_what_is_missing_have_no_barrier_either()
    {
        await using var forum = await TestForum.StartAsync();
        var page = await NewPageAsync(new PageSetup { Site = forum.Address });
        Assert.Empty(await CheckAsync(page, "/set-up", "set-up"));

        await Cast.SetUpAsync(forum);
        await page.GotoAsync("/no/such/page");
        await page.ShouldHaveNoAxeViolationsAsync();
        await page.SaveLookAsync("not-found");
    }

    // In two tabs side by side. Each page is loaded once: axe checks it in light mode at desktop width and in dark mode
    // at phone width.
    private async Task WalkAsync(string? name, string[] paths)
    {
        var (forum, threadId, postId, signedIn) = await filled.OpenAsync();
        string[] addresses = [.. paths.Select(path => path.Replace("{thread}", $"{threadId}", StringComparison.Ordinal).Replace("{post}", $"{postId}", StringComparison.Ordinal))];
        var middle = addresses.Length / 2;
        var wide = await Task.WhenAll(WalkAsync(addresses[..middle]), WalkAsync(addresses[middle..]));
        Assert.True(wide.All(static part => part.Count == 0), string.Join('\n', wide.SelectMany(static part => part)));

        async Task<List<string>> WalkAsync(string[] addresses)
        {
            var page = await NewPageAsync(new PageSetup { Site = forum.Address });
            if (name is not null)
                await page.Context.AddCookiesAsync(signedIn[name]);
            var wide = new List<string>();
            foreach (var path in addresses)
                wide.AddRange(await CheckAsync(page, path, name ?? "guest", isMember: name is not null));
            return wide;
        }
    }

    // Finds the parts of the page that overflow the window.
    private static async Task<IReadOnlyList<string>> CheckAsync(IPage page, string path, string name, bool isMember = false)
    {
        var wide = new List<string>();
        await page.SetViewportSizeAsync(Desk, 800);
        await page.GotoAsync(path);
        if (isMember)
            await page.WaitForFunctionAsync("() => document.documentElement.dataset.live === 'ready'");
        if (isMember && await page.Locator("#chat").CountAsync() > 0)
            await page.IslandsAreLiveAsync();
        await LookAsync(Desk, ColorScheme.Light);
        await page.SetViewportSizeAsync(Phone, 800);
        await LookAsync(Phone, ColorScheme.Dark);
        await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Light });

        await page.SetViewportSizeAsync(Narrow, 800);
        wide.AddRange(await WideAsync(page, $"{path} of {name}, {Narrow} px"));
        await page.EvaluateAsync("() => { document.documentElement.style.fontSize = '200%'; }");
        wide.AddRange(await WideAsync(page, $"{path} of {name}, {Narrow} px with large text"));
        await page.ShouldHaveNoProblemsAsync();
        return wide;

        async Task LookAsync(int width, ColorScheme scheme)
        {
            await page.EmulateMediaAsync(new() { ColorScheme = scheme });
            wide.AddRange(await WideAsync(page, $"{path} of {name}, {width} px"));
            await page.ShouldHaveNoAxeViolationsAsync();
            await page.SaveLookAsync($"{name}-{scheme}-{width}{path.Replace('/', '-').Replace('?', '-').Replace('=', '-').Replace('&', '-')}");
        }
    }

    private static async Task<string[]> WideAsync(IPage page, string where) => await page.EvaluateAsync<string[]>("""
        where => {
          const edge = document.documentElement.clientWidth;
          if (document.documentElement.scrollWidth <= edge) return [];
          const out = [...document.querySelectorAll('body *')].filter(part => part.getBoundingClientRect().right > edge + .5);
          return [`${where}: ` + out.slice(-4).map(part => `${part.tagName}.${part.getAttribute('class')} ends at ${Math.round(part.getBoundingClientRect().right)}`).join(', ')];
        }
        """, where);
}
