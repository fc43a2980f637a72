using Forum.Core.Access;
using Forum.Core.Accounts.Registration;
using Forum.Core.Members;
using Forum.Tests.Support;
using Forum.Web.Accounts.Registration;
using Forum.Web.Components;
using Microsoft.Extensions.DependencyInjection;

namespace Forum.Tests.Accounts;

/// <summary>Each test changes the forum's settings and restores them: tests of a class run one after another.</summary>
public sealed class RegistrationModeTests(CastForum forum) : IClassFixture<CastForum>, IAsyncDisposable
{
    private static readonly AccountSettingsForm Usual = new(RegistrationMode.Open, AddressConfirmation.Optional, "", "", 30);

    public async ValueTask DisposeAsync() => await SetAsync(Usual);

    [Fact]
    public async Task Where_it_is_closed_there_is_no_form_and_no_way_around_it()
    {
        await SetAsync(Usual with { Registration = RegistrationMode.Closed });
        using var guest = forum.Guest();

        Assert.Contains("accepting new members", (await guest.GetAsync("/register")).Body, StringComparison.Ordinal);
        Assert.Contains("accepting new members", (await TryAsync(forum.Fresh("Dora"))).Refusal!.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task By_approval_a_new_member_looks_and_waits_until_an_administrator_lets_them_in()
    {
        await SetAsync(Usual with { Registration = RegistrationMode.ByApproval });
        using var visitor = forum.Guest();
        var name = forum.Fresh("Dora");

        Assert.Equal(302, (await RegisterAsync(visitor, name)).Status);
        Assert.Contains("An administrator reviews each new account", (await visitor.GetAsync("/")).Body, StringComparison.Ordinal);
        var waiting = (await forum.Get<MemberList>().WaitingAsync(forum.Ada)).Single(member => member.Name == name);
        var thread = await forum.ThreadAsync();
        var viewer = await forum.Get<MemberDirectory>().ViewerAsync(waiting.Id);
        Assert.False((await forum.ReplyAsync(viewer, thread.ThreadId, "Hello")).IsDone);
        Assert.True((await forum.Get<ApproveMember>().RunAsync(forum.Ada, waiting.Id)).IsDone);

        Assert.DoesNotContain("An administrator reviews each new account", (await visitor.GetAsync("/")).Body, StringComparison.Ordinal);
        Assert.True((await forum.ReplyAsync(viewer, thread.ThreadId, "Hello")).IsDone);
        Assert.DoesNotContain(await forum.Get<MemberList>().WaitingAsync(forum.Ada), member => member.Name == name);
        Assert.False((await forum.Get<ApproveMember>().RunAsync(forum.Ada, waiting.Id)).IsDone);
        await new Mailbox(forum.Forum).NewestAsync($"{name}@example.org", "Welcome");
    }

    [Fact]
    public async Task By_invitation_a_link_is_good_for_as_many_accounts_as_it_says()
    {
        await SetAsync(Usual with { Registration = RegistrationMode.ByInvitation });
        var code = (await forum.Get<Invitations>().InviteAsync(forum.Ada, new InvitationForm("The chess club", 2, 14))).Value;
        using var guest = forum.Guest();
        Assert.Contains($"value=\"{code}\"", (await guest.GetAsync($"/register?invitation={code}")).Body, StringComparison.Ordinal);

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => TryAsync(forum.Fresh("Guest"), code)));

        Assert.Equal(2, outcomes.Count(outcome => outcome.IsDone));
        Assert.All(outcomes.Where(outcome => !outcome.IsDone), outcome => Assert.Contains("You need an invitation", outcome.Refusal!.Text, StringComparison.Ordinal));
        Assert.DoesNotContain(await forum.Get<Invitations>().ListAsync(forum.Ada), invitation => invitation.Code == code);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("no-such-code")]
    public async Task Without_an_invitation_nobody_gets_in_and_nothing_is_used_up(string? code)
    {
        await SetAsync(Usual with { Registration = RegistrationMode.ByInvitation });
        var good = (await forum.Get<Invitations>().InviteAsync(forum.Ada, new InvitationForm("", 1, null))).Value;

        Assert.False((await TryAsync(forum.Fresh("Dora"), code)).IsDone);
        Assert.False((await TryAsync("Bob", good)).IsDone);

        Assert.Equal(0, (await forum.Get<Invitations>().ListAsync(forum.Ada)).Single(invitation => invitation.Code == good).Uses);
    }

    [Fact]
    public async Task A_withdrawn_invitation_opens_nothing()
    {
        await SetAsync(Usual with { Registration = RegistrationMode.ByInvitation });
        var invitations = forum.Get<Invitations>();
        var code = (await invitations.InviteAsync(forum.Ada, new InvitationForm("", 5, null))).Value;
        var id = (await invitations.ListAsync(forum.Ada)).Single(invitation => invitation.Code == code).Id;

        Assert.True((await invitations.WithdrawAsync(forum.Ada, id)).IsDone);

        Assert.False(await invitations.IsUsableAsync(code));
        Assert.False((await TryAsync(forum.Fresh("Dora"), code)).IsDone);
        Assert.False((await invitations.WithdrawAsync(forum.Ada, id)).IsDone);
    }

    [Fact]
    public async Task Terms_and_age_have_to_be_ticked_where_there_are_any()
    {
        await SetAsync(Usual with { TermsText = "I agree to https://example.org/terms", AgeText = "I am 16 or older" });
        using var visitor = forum.Guest();
        var name = forum.Fresh("Dora");

        var page = (await visitor.GetAsync("/register")).Body;
        Assert.Contains("href=\"https://example.org/terms\"", page, StringComparison.Ordinal);
        Assert.Contains("id=\"terms-problem\"", (await RegisterAsync(visitor, name)).Body, StringComparison.Ordinal);
        var second = await RegisterAsync(visitor, name, ("Form.AgreesToTerms", "true"));
        Assert.Contains("id=\"age-problem\"", second.Body, StringComparison.Ordinal);
        Assert.Contains("name=\"Form.AgreesToTerms\" value=\"true\" required checked", second.Body, StringComparison.Ordinal);

        Assert.Equal(302, (await RegisterAsync(visitor, name, ("Form.AgreesToTerms", "true"), ("Form.IsOfAge", "true"))).Status);
    }

    [Fact]
    public async Task A_program_that_fills_in_every_field_is_refused()
    {
        using var visitor = forum.Guest();

        var answer = await RegisterAsync(visitor, forum.Fresh("Robot"), (HoneypotCheck.Field, "https://spam.example"));

        Assert.Equal(200, answer.Status);
        Assert.Contains("A hidden field was filled in", answer.Body, StringComparison.Ordinal);
        Assert.Null(visitor.Cookie("forum"));
    }

    [Fact]
    public async Task Nobody_fills_in_the_form_within_a_second_and_a_second_try_does_not_have_to_wait_again()
    {
        var clock = new MovableClock();
        await using var strict = await TestForum.StartAsync(services => services.AddSingleton<TimeProvider>(clock), ("Forum:Limits:SecondsToRegister", "3"));
        await Cast.SetUpAsync(strict);
        var (client, cookies) = strict.CreateClientWithCookies(followRedirects: false);
        using var visitor = new Visitor(client, cookies);
        var form = await visitor.OpenAsync("/register", "value=\"register\"");
        foreach (var (name, value) in new[] { ("Form.Name", "Dora"), ("Form.Email", "dora@example.org"), ("Form.Password", Cast.Password) })
            form[name] = value;

        var quick = await visitor.PostAsync("/register", form);
        Assert.Contains("That was too fast", quick.Body, StringComparison.Ordinal);
        Assert.Contains("value=\"Dora\"", quick.Body, StringComparison.Ordinal);
        clock.MoveOn(TimeSpan.FromSeconds(4));
        var again = await visitor.PostAsync("/register", form);

        Assert.Equal(302, again.Status);
    }

    [Theory]
    [InlineData("")]
    [InlineData("made up")]
    public async Task A_form_that_does_not_say_when_it_was_shown_is_refused_and_comes_back_usable(string shown)
    {
        using var visitor = forum.Guest();
        var name = forum.Fresh("Dora");

        var first = await RegisterAsync(visitor, name, (FillInTimeCheck.Field, shown));

        Assert.Contains("Submit the form again", first.Body, StringComparison.Ordinal);
        Assert.Equal(302, (await RegisterAsync(visitor, name)).Status);
    }

    private static Task<Answer> RegisterAsync(Visitor visitor, string name, params (string, string)[] more) => visitor.SubmitAsync(
        "/register", "register", [("Form.Name", name), ("Form.Email", $"{name}@example.org"), ("Form.Password", Cast.Password), .. more]);

    private Task<Core.Data.Outcome<Viewer>> TryAsync(string name, string? code = null) =>
        forum.Get<RegisterMember>().RunAsync(new NewMember(name, $"{name}@example.org", Cast.Password) { Invitation = code });

    private async Task SetAsync(AccountSettingsForm form) => Assert.True((await forum.Get<ChangeAccountSettings>().RunAsync(forum.Ada, form)).IsDone);
}
