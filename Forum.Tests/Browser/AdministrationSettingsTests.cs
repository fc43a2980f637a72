using Forum.Tests.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Forum.Tests.Browser;

/// <summary>Settings are found, changed and saved, and nobody leaves them unsaved without being asked.</summary>
public class AdministrationSettingsTests(Support.Browser browser) : BrowserTest(browser)
{
    [Fact]
    public async Task What_was_changed_is_saved_or_discarded_with_the_bar_that_appears()
    {
        await using var forum = await TestForum.StartAsync();
        var page = await OpenAsync(forum, "/admin/general");
        var (name, bar) = (page.GetByLabel("Forum name"), page.Locator(".admin-save-bar"));
        await Expect(name).ToBeEnabledAsync();
        await Expect(Button(page, "Save")).ToHaveCountAsync(0);

        await name.FillAsync("   ");
        await Expect(bar).ToContainTextAsync("Unsaved changes");
        await page.ShouldHaveNoAxeViolationsAsync();
        await Button(page, "Save").ClickAsync();
        await Expect(name).ToHaveAccessibleDescriptionAsync("The forum name must be 1 to 60 characters long. Shown at the top of each page, in emails and in browser tabs. Keep it short: phones have little room.");
        await Button(page, "Discard").ClickAsync();
        await Expect(name).ToHaveValueAsync("Trial");
        await Expect(bar).Not.ToContainTextAsync("Unsaved changes");

        await name.FillAsync("Harbour  talk");
        await Expect(Button(page, "Save")).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("Control+s");
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "Harbour talk" })).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Status).Filter(new() { HasText = "Settings saved." })).ToBeVisibleAsync();
        await Expect(name).ToHaveValueAsync("Harbour talk");
        await Expect(Button(page, "Save")).ToHaveCountAsync(0);
        await page.ShouldHaveNoProblemsAsync();
    }

    [Fact]
    public async Task Leaving_unsaved_changes_is_asked_for_by_a_link_the_back_button_and_a_closing_tab()
    {
        await using var forum = await TestForum.StartAsync();
        var page = await OpenAsync(forum, "/admin/boards");
        await Link(page, "Accounts").ClickAsync();
        await page.GetByLabel("Who can register").SelectOptionAsync("Nobody");
        await Expect(Button(page, "Save")).ToBeVisibleAsync();

        await Link(page, "Members").ClickAsync();
        await page.ShouldHaveNoAxeViolationsAsync();
        await Button(page, "Stay").ClickAsync();
        await page.EvaluateAsync("() => history.back()");
        await Expect(page.GetByRole(AriaRole.Dialog)).ToContainTextAsync("Leave without saving?");
        await Button(page, "Stay").ClickAsync();
        await Expect(page.GetByLabel("Who can register")).ToHaveValueAsync("Closed");

        var asked = new TaskCompletionSource<string>();
        page.Dialog += Refuse;
        await page.CloseAsync(new() { RunBeforeUnload = true });
        Assert.Equal(DialogType.BeforeUnload, await asked.Task.WaitAsync(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken));
        page.Dialog -= Refuse;

        await Link(page, "Members").ClickAsync();
        await Button(page, "Discard and leave").ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Members", Level = 1 })).ToBeVisibleAsync();
        await Link(page, "Accounts").ClickAsync();
        await Expect(page.GetByLabel("Who can register")).ToHaveValueAsync("Open");
        await page.ShouldHaveNoProblemsAsync();

        void Refuse(object? sender, IDialog dialog)
        {
            asked.TrySetResult(dialog.Type);
            _ = dialog.DismissAsync();
        }
    }

    [Fact]
    public async Task Pages_and_settings_are_found_with_the_keyboard()
    {
        await using var forum = await TestForum.StartAsync();
        var page = await OpenAsync(forum, "/admin");
        await Expect(Button(page, "Hide this list")).ToBeEnabledAsync();
        var search = page.GetByRole(AriaRole.Searchbox, new() { Name = "Find a page or setting" });

        await page.Keyboard.PressAsync("/");
        await Expect(search).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync("nothing of the kind");
        await Expect(page.GetByText("No pages or settings found.")).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("Escape");
        await Expect(Link(page, "Boards")).ToBeVisibleAsync();
        await page.Keyboard.TypeAsync("deletion days");
        await Expect(Link(page, "Boards")).ToBeHiddenAsync();
        await Expect(Link(page, "Days before an account deletion is final")).ToBeVisibleAsync();
        await page.ShouldHaveNoAxeViolationsAsync();
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.GetByLabel("Days before an account deletion is final")).ToBeFocusedAsync();
        await Expect(Link(page, "Boards")).ToBeVisibleAsync();

        await page.SetViewportSizeAsync(390, 844);
        await page.Keyboard.PressAsync("Control+k");
        await Expect(search).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync("chat");
        await page.Keyboard.PressAsync("ArrowDown");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Chat rooms", Level = 1 })).ToBeVisibleAsync();
        await page.ShouldHaveNoProblemsAsync();
    }

    [Fact]
    public async Task The_first_invitation_is_created_shown_with_the_time_it_has_left_and_withdrawn()
    {
        await using var forum = await TestForum.StartAsync();
        var page = await OpenAsync(forum, "/admin/invitations");
        await Expect(page.GetByText("No active invitations")).ToBeVisibleAsync();

        await Button(page, "Create an invitation").ClickAsync();
        await Expect(page.GetByLabel("Recipient")).ToBeFocusedAsync();
        await page.GetByLabel("Recipient").FillAsync("Grace");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator(".admin-list li")).ToContainTextAsync("expires in 14 days");
        await Expect(Button(page, "Create an invitation")).ToBeFocusedAsync();

        await Button(page, "Withdraw invitation Grace").ClickAsync();
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Withdraw", Exact = true }).ClickAsync();
        await Expect(page.GetByText("No active invitations")).ToBeVisibleAsync();
        await page.ShouldHaveNoProblemsAsync();
    }

    private async Task<IPage> OpenAsync(TestForum forum, string address)
    {
        var cast = await Cast.SetUpAsync(forum);
        var page = await NewPageAsync(new PageSetup { Site = forum.Address });
        await cast.SignInAsync(page, cast.Ada);
        await page.GotoAsync(address);
        return page;
    }

    private static ILocator Link(IPage page, string name) => page.GetByRole(AriaRole.Navigation).GetByRole(AriaRole.Link, new() { Name = name, Exact = true });

    private static ILocator Button(IPage page, string name) => page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });
}
