using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Forum.Core.Accounts.Registration;
using Forum.Core.Data;
using Forum.Core.Mail;
using Forum.Core.Site;
using Forum.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Forum.Tests.Architecture;

/// <summary>A room adds its figures, what waits and a first step to the dashboard without a change to any file of the forum.</summary>
public sealed class OwnDashboardTests : IAsyncLifetime
{
    private readonly DataDirectory _backups = new();
    private CastForum _forum = null!;

    public async ValueTask InitializeAsync()
    {
        _forum = new CastForum { Replace = static services => services.AddHandler<OwnDashboard>(), Settings = [("Forum:BackupDirectory", _backups.Folder)] };
        await _forum.InitializeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _forum.DisposeAsync();
        _backups.Dispose();
    }

    [Fact]
    public async Task Its_figure_its_card_and_its_step_are_on_the_dashboard()
    {
        var own = _forum.Get<OwnDashboard>();
        var before = await OpenAsync();
        Assert.Equal(["Waves", "New members", "New threads", "New posts", "Page views"], before.QuerySelectorAll(".figure-card h3").Select(static title => title.TextContent.Trim()));
        Assert.Equal("465", before.QuerySelector(".figure-number > span")!.TextContent);
        Assert.Equal("Each of the last 30 days: 1 to 30, today 30", before.QuerySelector(".figure-chart")!.GetAttribute("aria-label"));
        Assert.Equal("30 Nov: 30", before.QuerySelector(".figure-chart rect:last-of-type title")!.TextContent);
        Assert.Contains("Nothing is waiting for you.", before.Body!.TextContent, StringComparison.Ordinal);
        Assert.Contains("Nobody else will.", before.QuerySelector(".first-steps li")!.TextContent, StringComparison.Ordinal);

        (own.Waiting, own.IsDone) = (2, true);
        var after = await OpenAsync();

        Assert.StartsWith("2 waves are waiting", Assert.Single(after.QuerySelectorAll(".waiting-work li")).TextContent.Trim(), StringComparison.Ordinal);
        Assert.Equal(OwnDashboard.Page, after.QuerySelector(".waiting-work a")!.GetAttribute("href"));
        Assert.Equal("Wave at someone (done)", after.QuerySelector(".first-steps li p")!.TextContent.Trim());
    }

    [Fact]
    public async Task The_forums_own_steps_know_by_themselves_whether_they_are_done()
    {
        Assert.Equal(["Create your boards", "Invite the first members"], await DoneAsync());

        await _forum.Get<ChangeForumSettings>().RunAsync(_forum.Ada, new ForumSettingsForm("Trial", "For trials."), TestContext.Current.CancellationToken);
        await _forum.Get<ChangeAccountSettings>().RunAsync(_forum.Ada, new AccountSettingsForm(RegistrationMode.Open, AddressConfirmation.Optional, "", "", 30), TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(Path.Combine(_backups.Folder, "forum.db"), "x", TestContext.Current.CancellationToken);
        await _forum.ThreadAsync();

        Assert.Equal(
            ["Name and describe your forum", "Create your boards", "Back up the database", "Decide who can register", "Write the first thread", "Invite the first members"],
            await DoneAsync());
    }

    [Fact]
    public async Task Members_and_emails_that_wait_are_on_it_and_so_is_a_backup_that_is_too_old()
    {
        await _forum.Get<ChangeAccountSettings>().RunAsync(_forum.Ada, new AccountSettingsForm(RegistrationMode.ByApproval, AddressConfirmation.Off, "", "", 30), TestContext.Current.CancellationToken);
        await _forum.MemberAsync();
        var old = Path.Combine(_backups.Folder, "forum.db");
        await File.WriteAllTextAsync(old, "x", TestContext.Current.CancellationToken);
        File.SetLastWriteTimeUtc(old, DateTime.UnixEpoch);
        Assert.True((await _forum.Get<MailAdministration>().TryAsync(_forum.Ada, TestContext.Current.CancellationToken)).IsDone);
        await using (var db = await _forum.Cast.OpenAsync())
            await db.OutboxMails.ExecuteUpdateAsync(static set => set.SetProperty(mail => mail.State, MailState.Dead), TestContext.Current.CancellationToken);

        var texts = (await OpenAsync()).QuerySelectorAll(".waiting-work li > p").Select(static text => text.TextContent).ToList();

        Assert.Equal("1 member is waiting for approval", texts[0]);
        Assert.Matches("^[0-9]+ emails? couldn't be sent$", texts[1]);
        Assert.Matches("^The last backup is [0-9,]+ days old$", texts[2]);
    }

    [Fact]
    public async Task Hidden_steps_are_hidden_for_everyone_until_they_are_shown_again()
    {
        var steps = _forum.Get<FirstSteps>();
        Assert.True((await steps.ShowAsync(_forum.Ada, isShown: false, TestContext.Current.CancellationToken)).IsDone);
        Assert.Empty((await OpenAsync()).QuerySelectorAll(".first-steps"));

        Assert.True((await steps.ShowAsync(_forum.Ada, isShown: true, TestContext.Current.CancellationToken)).IsDone);
        Assert.NotEmpty((await OpenAsync()).QuerySelectorAll(".first-steps"));
    }

    private async Task<List<string>> DoneAsync() =>
        [.. (await OpenAsync()).QuerySelectorAll(".first-step-done a").Select(static link => link.TextContent)];

    private async Task<IHtmlDocument> OpenAsync() =>
        new HtmlParser().ParseDocument((await (await _forum.VisitorAsync(_forum.Ada)).GetAsync("/admin")).Body);
}
