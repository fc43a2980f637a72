using Forum.Core.Access;
using Forum.Core.Accounts;
using Forum.Core.Mail;
using Forum.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Forum.Tests.Browser;

public class AdministrationTests(Support.Browser browser) : BrowserTest(browser)
{
    [Fact]
    public async Task An_empty_forum_gets_its_first_category_and_boards_which_are_ordered_and_archived()
    {
        await using var forum = await TestForum.StartAsync();
        var cast = await Cast.SetUpAsync(forum);
        await using (var db = await cast.OpenAsync())
        {
            await db.Boards.ExecuteDeleteAsync(TestContext.Current.CancellationToken);
            await db.Categories.ExecuteDeleteAsync(TestContext.Current.CancellationToken);
        }

        var page = await OpenAsync(forum, cast, "/admin/boards");
        await Button(page, "Add the first category").ClickAsync();
        await SaveAsync(page, "Name", "Community");
        await Expect(page.GetByRole(AriaRole.Status).Filter(new() { HasText = "Category added." })).ToBeVisibleAsync();
        foreach (var name in new[] { "General", "Help" })
        {
            await Button(page, "Add a board to Community").ClickAsync();
            await Expect(page.GetByLabel("Name")).ToBeFocusedAsync();
            await page.GetByLabel("Description").FillAsync($"About {name}.");
            await page.GetByLabel("Name").FocusAsync();
            await SaveAsync(page, "Name", name);
        }

        // The focus stays on the button of the row that moves, so pressing again moves it further.
        await Button(page, "Move Help up").FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator(".admin-list li").First).ToContainTextAsync("Help");
        await Expect(Button(page, "Move Help up")).ToBeFocusedAsync();

        await Button(page, "Archive: Help").ClickAsync();
        await AnswerAsync(page, "Cancel");
        await Expect(page.Locator(".admin-list li").First).Not.ToContainTextAsync("archived");
        await Button(page, "Archive: Help").ClickAsync();
        await AnswerAsync(page, "Archive");
        await Expect(page.Locator(".admin-list li").First).ToContainTextAsync("archived");
        await Button(page, "Unarchive: Help").ClickAsync();
        await Expect(Button(page, "Archive: Help")).ToBeVisibleAsync();
        await page.ShouldHaveNoProblemsAsync();

        using var guest = forum.CreateClient();
        var home = await guest.GetStringAsync("/", TestContext.Current.CancellationToken);
        Assert.True(home.IndexOf("About Help.", StringComparison.Ordinal) < home.IndexOf("About General.", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_refused_board_says_why_at_the_field_and_keeps_what_was_typed()
    {
        await using var forum = await TestForum.StartAsync();
        var cast = await Cast.SetUpAsync(forum);
        var page = await OpenAsync(forum, cast, "/admin/boards");
        var name = new string('x', 61);

        await Button(page, "Edit General").ClickAsync();
        await Expect(page.GetByLabel("Name")).ToBeFocusedAsync();
        await page.GetByLabel("Name").FillAsync(name);
        await page.GetByLabel("Description").FillAsync("Typed with care.");
        await ChooseAsync(page, "Who can read", "Moderators and administrators");
        await Button(page, "Save").ClickAsync();
        await Expect(page.GetByLabel("Name")).ToHaveAccessibleDescriptionAsync("The name must be 1 to 60 characters long.");
        await Expect(page.GetByLabel("Name")).ToHaveValueAsync(name);

        await page.GetByLabel("Name").FillAsync("General");
        await Button(page, "Save").ClickAsync();
        await Expect(page.GetByLabel("Who can read")).ToHaveAccessibleDescriptionAsync("People who can post in a board must also be able to read it.");
        await Expect(page.GetByLabel("Description")).ToHaveValueAsync("Typed with care.");
        await page.ShouldHaveNoAxeViolationsAsync();

        await page.Keyboard.PressAsync("Escape");
        await Expect(page.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0);
        await Expect(Button(page, "Edit General")).ToBeFocusedAsync();
    }

    [Fact]
    public async Task A_chat_room_is_made_renamed_ordered_closed_and_opened_again()
    {
        await using var forum = await TestForum.StartAsync();
        var cast = await Cast.SetUpAsync(forum);
        var page = await OpenAsync(forum, cast, "/admin/rooms");

        await Button(page, "Add a room").ClickAsync();
        await SaveAsync(page, "Name", "Workshop");
        await Button(page, "Edit Workshop").ClickAsync();
        await Expect(page.GetByLabel("Name")).ToBeFocusedAsync();
        await ChooseAsync(page, "Who can post", "Moderators and administrators");
        await page.GetByLabel("Name").FocusAsync();
        await SaveAsync(page, "Name", "Workbench");
        await Button(page, "Move Workbench up").ClickAsync();
        await Expect(page.Locator(".admin-list li").First).ToContainTextAsync("Post: Moderators and administrators");
        await Button(page, "Close: Workbench").ClickAsync();
        await AnswerAsync(page, "Close");
        await Button(page, "Reopen: Workbench").ClickAsync();
        await Expect(Button(page, "Close: Workbench")).ToBeVisibleAsync();
        await page.ShouldHaveNoProblemsAsync();
    }

    [Fact]
    public async Task Members_are_found_given_a_role_and_locked_each_after_a_question()
    {
        await using var forum = await TestForum.StartAsync();
        var cast = await Cast.SetUpAsync(forum);
        var page = await OpenAsync(forum, cast, "/admin/members");
        await Search(page).FillAsync("bob@");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "Cleo" })).ToHaveCountAsync(0);

        var role = page.GetByLabel("Role of Bob");
        await role.SelectOptionAsync("Moderator");
        await AnswerAsync(page, "Cancel");
        await Expect(role).ToHaveValueAsync("Member");

        Assert.Equal(Role.Member, (await cast.NowAsync(cast.Bob)).Role);

        await role.SelectOptionAsync("Moderator");
        await AnswerAsync(page, "Change role");
        await Expect(role).ToHaveValueAsync("Moderator");
        await Button(page, "Lock Bob").ClickAsync();
        await AnswerAsync(page, "Lock");
        await Expect(Button(page, "Unlock Bob")).ToBeVisibleAsync();
        Assert.True((await cast.NowAsync(cast.Bob)).Hold == AccountHold.LockedOut);

        await Search(page).FillAsync("Ada");
        await page.Keyboard.PressAsync("Enter");
        await Button(page, "Lock Ada").ClickAsync();
        await AnswerAsync(page, "Lock");
        await Expect(page.GetByRole(AriaRole.Alert).Filter(new() { HasText = "The forum needs at least one administrator" })).ToBeVisibleAsync();
        Assert.True((await cast.NowAsync(cast.Ada)).IsAdministrator);
        await page.ShouldHaveNoProblemsAsync();
    }

    [Fact]
    public async Task The_outbox_is_sorted_by_time_and_downloaded_as_it_is_shown()
    {
        await using var forum = await TestForum.StartAsync();
        var cast = await Cast.SetUpAsync(forum);
        await using (var db = await cast.OpenAsync())
        {
            var now = DateTimeOffset.UtcNow;
            db.OutboxMails.AddRange(new[] { "first@example.org", "second@example.org" }.Select(to => new OutboxMail
            {
                MessageKey = Guid.NewGuid(),
                Kind = MailAdministration.Test.Kind,
                To = to,
                Data = "{}",
                CreatedAt = now,
                NextAttemptAt = now,
                State = MailState.Dead,
                Failures = 9,
                LastError = "=No",
            }));
            await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        }

        var page = await OpenAsync(forum, cast, "/admin/mail");
        await page.GetByLabel("Filter by status").SelectOptionAsync("Dead");
        await Expect(page.Locator("tbody tr").First).ToContainTextAsync("second@example.org");
        await page.GetByRole(AriaRole.Columnheader, new() { Name = "Created" }).GetByRole(AriaRole.Button).First.ClickAsync();
        await Expect(page.Locator("tbody tr").First).ToContainTextAsync("first@example.org");

        var file = await page.RunAndWaitForDownloadAsync(() => Button(page, "Download as CSV").ClickAsync());
        var lines = (await File.ReadAllTextAsync(await file.PathAsync(), TestContext.Current.CancellationToken)).Split("\r\n");
        Assert.Equal("Type,To,Created,Attempts,Last error", lines[0].TrimStart('\uFEFF'));
        Assert.Matches("^Test email,first@example.org,[^,]+,9,'=No$", lines[1]);
        await page.ShouldHaveNoProblemsAsync();
    }

    private static async Task AnswerAsync(IPage page, string answer)
    {
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = answer, Exact = true }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0);
    }

    private static async Task ChooseAsync(IPage page, string label, string option)
    {
        await page.GetByLabel(label).ClickAsync();
        await page.GetByRole(AriaRole.Option, new() { Name = option, Exact = true }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Option)).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task An_open_page_closes_when_its_administrator_is_one_no_more()
    {
        await using var forum = await TestForum.StartAsync();
        var cast = await Cast.SetUpAsync(forum);
        var standing = forum.Services.GetRequiredService<ChangeMemberStatus>();
        await standing.SetRoleAsync(cast.Ada, cast.Cleo.MemberId!.Value, Role.Administrator);
        var page = await NewPageAsync(new PageSetup { Site = forum.Address });
        await cast.SignInAsync(page, cast.Cleo);
        await page.GotoAsync("/admin/members");
        await Expect(Button(page, "Lock Bob")).ToBeEnabledAsync();

        await standing.SetRoleAsync(cast.Ada, cast.Cleo.MemberId!.Value, Role.Member);
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Page not found" })).ToBeVisibleAsync();
        await Expect(page.GetByText("bob@example.org")).ToHaveCountAsync(0);
    }

    private async Task<IPage> OpenAsync(TestForum forum, Cast cast, string address)
    {
        var page = await NewPageAsync(new PageSetup { Site = forum.Address });
        await cast.SignInAsync(page, cast.Ada);
        await page.GotoAsync(address);
        return page;
    }

    // The dialog takes the focus shortly after it opens; people aren't faster than that.
    private static async Task SaveAsync(IPage page, string label, string text)
    {
        await Expect(page.GetByRole(AriaRole.Dialog).GetByLabel(label)).ToBeFocusedAsync();
        await page.GetByRole(AriaRole.Dialog).GetByLabel(label).FillAsync(text);
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0);
    }

    private static ILocator Search(IPage page) => page.GetByLabel("Search members by name or email address");

    private static ILocator Button(IPage page, string name) => page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });
}
