using Forum.Core.Accounts.Sessions;
using Forum.Core.Privacy;
using Forum.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace Forum.Tests.Browser;

/// <summary>Registering through a provider, exporting your data and deleting your account, in a real browser.</summary>
public class AccountDeletionTests(Support.Browser browser) : BrowserTest(browser)
{
    [Fact]
    public async Task Somebody_signs_in_with_an_account_elsewhere()
    {
        await using var club = await OAuthServer.StartAsync();
        (club.Asks, club.User) = (true, """{"sub":"1","name":"Dora","email":"dora@example.net","email_verified":true}""");
        await using var forum = await TestForum.StartAsync(club.SettingsFor("club", ("Name", "The Club")));
        await Cast.SetUpAsync(forum);
        var page = await NewPageAsync(new PageSetup { Site = forum.Address });
        await page.GotoAsync("/sign-in?returnUrl=%2Fb%2Fgeneral");
        await page.ShouldHaveNoAxeViolationsAsync();

        await page.GetByRole(AriaRole.Link, new() { Name = "Sign in with The Club" }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Agree" }).ClickAsync();
        await Assertions.Expect(page.GetByText("You signed in with The Club")).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByLabel("Username")).ToHaveValueAsync("Dora");
        await page.ShouldHaveNoAxeViolationsAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Create account" }).ClickAsync();
        await page.IsAtAsync("/b/general$");
        await Assertions.Expect(page.Locator(".account-name")).ToHaveTextAsync("Dora");

        await page.SignOutAsync();
        await page.GotoAsync("/sign-in?returnUrl=%2Fb%2Fgeneral");
        await page.GetByRole(AriaRole.Link, new() { Name = "Sign in with The Club" }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Agree" }).ClickAsync();
        await page.IsAtAsync("/b/general$");
        await Assertions.Expect(page.Locator(".account-name")).ToHaveTextAsync("Dora");
        await page.GotoAsync("/settings/linked");
        await Assertions.Expect(page.GetByText("The Club")).ToBeVisibleAsync();
        await page.ShouldHaveNoProblemsAsync();
        Assert.Empty(club.Complaints);
    }

    [Fact]
    public async Task How_far_the_data_has_come_moves_on_by_itself_and_ends_with_the_file()
    {
        await using var forum = await TestForum.StartAsync();
        var cast = await Cast.SetUpAsync(forum);
        await cast.StartThreadAsync(cast.Bob, "A thread");
        var (exports, work) = (forum.Services.GetRequiredService<DataExports>(), forum.Services.GetRequiredService<ExportWork>());

        // Written without the act, so that the work doesn't start before the page is open.
        await using (var db = await cast.OpenAsync())
        {
            db.DataExports.Add(new DataExport { MemberId = cast.Bob.MemberId!.Value, RequestedAt = TimeProvider.System.GetUtcNow(), FileKey = Guid.NewGuid() });
            await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        }

        var page = await NewPageAsync(new PageSetup { Site = forum.Address });
        await cast.SignInAsync(page, cast.Bob);
        await page.GotoAsync("/settings/data");
        await page.WaitForFunctionAsync("() => document.documentElement.dataset.live === 'ready'");
        await Assertions.Expect(page.Locator(".export-bar")).ToHaveAttributeAsync("value", "0");
        await page.ShouldHaveNoAxeViolationsAsync();

        await work.RunAsync(TestContext.Current.CancellationToken);

        var fetch = page.GetByRole(AriaRole.Link, new() { Name = "Download export" });
        await Assertions.Expect(fetch).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Request export" })).ToBeVisibleAsync();
        var file = await page.RunAndWaitForDownloadAsync(() => fetch.ClickAsync());
        Assert.Equal("forum-data.zip", file.SuggestedFilename);
        Assert.Equal(new FileInfo((await exports.FileAsync(cast.Bob, TestContext.Current.CancellationToken))!).Length, new FileInfo(await file.PathAsync()).Length);
        await page.ShouldHaveNoProblemsAsync();
    }

    [Fact]
    public async Task On_open_pages_whoever_has_gone_is_a_former_member_and_is_signed_out_on_their_own()
    {
        await using var forum = await TestForum.StartAsync();
        var cast = await Cast.SetUpAsync(forum);
        var thread = await cast.StartThreadAsync(cast.Bob, "A thread");
        var (reader, leaver) = (await NewPageAsync(new PageSetup { Site = forum.Address }), await NewPageAsync(new PageSetup { Site = forum.Address }));
        await cast.SignInAsync(reader, cast.Cleo);
        await cast.SignInAsync(leaver, cast.Bob);
        await leaver.GotoAsync("/settings/data");
        await leaver.GetByLabel("Your password").FillAsync(Cast.Password);
        await leaver.GetByRole(AriaRole.Button, new() { Name = "Delete my account" }).ClickAsync();
        await Assertions.Expect(leaver.Locator(".banner")).ToContainTextAsync("Your account is scheduled for deletion");
        await leaver.ShouldHaveNoAxeViolationsAsync();
        await leaver.WaitForFunctionAsync("() => document.documentElement.dataset.live === 'ready'");
        await reader.GotoAsync($"/t/{thread.ThreadId}/{thread.Slug}");
        await reader.IslandsAreLiveAsync();

        await using (var db = await cast.OpenAsync())
            await db.Users.Where(member => member.Id == cast.Bob.MemberId).ExecuteUpdateAsync(set => set.SetProperty(member => member.DeletionDueAt, DateTimeOffset.UnixEpoch), TestContext.Current.CancellationToken);
        Assert.Equal(1, await forum.Services.GetRequiredService<AccountDeletionJob>().RunAsync(TestContext.Current.CancellationToken));

        await leaver.IsAtAsync(@"/sign-in\?returnUrl=");
        await cast.ReplyAsync(cast.Mona, thread.ThreadId, "Gone.");
        await Assertions.Expect(reader.Locator(".post").Nth(1)).ToContainTextAsync("Gone.");
        await reader.GotoAsync("/b/general");
        await reader.IslandsAreLiveAsync();
        await Assertions.Expect(reader.GetByText("Former member").First).ToBeVisibleAsync();
        await reader.GotoAsync($"/t/{thread.ThreadId}/{thread.Slug}");
        await Assertions.Expect(reader.Locator(".post").First).ToContainTextAsync("Former member");
    }

    [Fact]
    public async Task A_page_whose_session_ended_before_its_circuit_began_goes_on_its_own()
    {
        await using var forum = await TestForum.StartAsync();
        var cast = await Cast.SetUpAsync(forum);
        var page = await NewPageAsync(new PageSetup { Site = forum.Address });
        await cast.SignInAsync(page, cast.Bob);
        var (begins, goOn) = (new TaskCompletionSource(), new TaskCompletionSource());
        await page.RouteAsync("**/_blazor/negotiate*", async route =>
        {
            begins.TrySetResult();
            await goOn.Task;
            await route.ContinueAsync();
        });

        await page.GotoAsync("/following");
        await begins.Task.WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);
        await forum.Services.GetRequiredService<SignInSessions>().EndOthersAsync(cast.Bob, TestContext.Current.CancellationToken);
        goOn.SetResult();

        await page.IsAtAsync(@"/sign-in\?returnUrl=");
    }
}
