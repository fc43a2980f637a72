using Forum.Core.Access;
using Forum.Core.Accounts.Registration;
using Forum.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Forum.Tests.Accounts;

/// <summary>Registering with an external account. Each test changes the forum's settings and restores them.</summary>
public sealed class ExternalRegistrationTests(ExternalForum site) : IClassFixture<ExternalForum>, IAsyncDisposable
{
    private CastForum Forum => site.Forum;

    public async ValueTask DisposeAsync() => await site.SetAsync();

    [Fact]
    public async Task Whoever_comes_with_a_confirmed_address_has_a_confirmed_account_without_a_password()
    {
        await site.SetAsync(confirmation: AddressConfirmation.Required);
        var (name, email) = site.Comes();
        using var visitor = Forum.Guest();
        var page = (await visitor.ArriveAsync(returnUrl: "/b/general")).Body;
        Assert.Contains("You signed in with The Club, but", page, StringComparison.Ordinal);
        Assert.Contains($"value=\"{name}\"", page, StringComparison.Ordinal);
        Assert.Contains("readonly", page.Split("id=\"email\"")[1].Split("/>")[0], StringComparison.Ordinal);

        // An address typed over it is ignored.
        var answer = await visitor.SubmitAsync("/sign-in/with?returnUrl=%2Fb%2Fgeneral", "external", ("Form.Name", name), ("Form.Email", "ada@example.org"));

        Assert.Equal((302, "/b/general"), (answer.Status, answer.Location));
        var row = await site.RowAsync((await site.FindAsync(name))!);
        Assert.Equal((email, true, false, null), (row.Email, row.EmailConfirmed, row.AwaitsConfirmation, row.PasswordHash));
        Assert.Equal(["club"], await site.LinkedAsync((await site.FindAsync(name))!));
        Assert.Contains($">{name}</strong>", (await visitor.GetAsync("/b/general")).Body, StringComparison.Ordinal);
        Assert.True((await Forum.ReplyAsync((await site.FindAsync(name))!, (await Forum.ThreadAsync()).ThreadId, "Hello")).IsDone);
        Assert.Empty(await site.Mailbox.QueuedAsync(email));
        await Forum.CountersAreRightAsync();
    }

    [Fact]
    public async Task Whoever_comes_with_an_address_that_nobody_has_confirmed_confirms_it_by_mail()
    {
        await site.SetAsync(confirmation: AddressConfirmation.Required);
        var (name, email) = site.Comes(isConfirmed: false);
        using var visitor = Forum.Guest();
        var page = (await visitor.ArriveAsync()).Body;
        Assert.DoesNotContain("readonly", page.Split("id=\"email\"")[1].Split("/>")[0], StringComparison.Ordinal);

        await visitor.SubmitAsync("/sign-in/with", "external", ("Form.Name", name), ("Form.Email", email));

        var member = (await site.FindAsync(name))!;
        Assert.Equal(AccountHold.AwaitsConfirmation, member.Hold);
        Assert.False((await site.RowAsync(member)).EmailConfirmed);
        await visitor.SubmitAsync((await site.Mailbox.NewestAsync(email, "Confirm your email address")).Path("/confirm-address"), "confirm");
        Assert.Equal(AccountHold.None, (await site.FindAsync(name))!.Hold);
    }

    [Fact]
    public async Task A_name_that_is_taken_is_said_at_its_field_and_what_was_typed_stays()
    {
        var (_, email) = site.Comes();
        using var visitor = Forum.Guest();
        await visitor.GoAsync();

        var answer = await visitor.SubmitAsync("/sign-in/with", "external", ("Form.Name", "B0b"), ("Form.Email", email));

        Assert.Equal(200, answer.Status);
        Assert.Contains("taken or too similar to an existing one", answer.Body.Split("id=\"name-problem\"")[1].Split("</p>")[0], StringComparison.Ordinal);
        Assert.Contains("value=\"B0b\"", answer.Body, StringComparison.Ordinal);
        var name = Forum.Fresh("Dora");
        Assert.Equal(302, (await visitor.SubmitAsync("/sign-in/with", "external", ("Form.Name", name), ("Form.Email", email))).Status);
        Assert.NotNull(await site.FindAsync(name));
    }

    [Fact]
    public async Task An_account_with_the_same_confirmed_address_is_not_opened_but_named()
    {
        var owner = await Forum.MemberAsync();
        await using (var db = await Forum.Cast.OpenAsync())
            await db.Users.Where(row => row.Id == owner.MemberId).ExecuteUpdateAsync(set => set.SetProperty(row => row.EmailConfirmed, true), TestContext.Current.CancellationToken);
        var (name, _) = site.Comes();
        site.Club.User = site.Club.User.Replace("@example.net", "@example.org", StringComparison.Ordinal).Replace($"\"{name.ToLowerInvariant()}@", $"\"{owner.Name.ToUpperInvariant()}@", StringComparison.Ordinal);
        using var visitor = Forum.Guest();
        await visitor.GoAsync();

        var answer = await visitor.SubmitAsync("/sign-in/with", "external", ("Form.Name", name), ("Form.Email", "x@example.org"));

        Assert.Contains("An account with this email address already exists.", answer.Body.Split("id=\"email-problem\"")[1].Split("</p>")[0], StringComparison.Ordinal);
        Assert.Null(visitor.Cookie("forum"));
        Assert.Null(await site.FindAsync(name));
        Assert.Empty(await site.LinkedAsync(owner));
    }

    // Otherwise, a provider that doesn't confirm addresses would reveal who has an account.
    [Fact]
    public async Task An_address_that_nobody_has_confirmed_tells_nothing_of_its_account()
    {
        var owner = await Forum.MemberAsync();
        await using (var db = await Forum.Cast.OpenAsync())
            await db.Users.Where(row => row.Id == owner.MemberId).ExecuteUpdateAsync(set => set.SetProperty(row => row.EmailConfirmed, true), TestContext.Current.CancellationToken);
        var (name, _) = site.Comes(isConfirmed: false);
        using var visitor = Forum.Guest();
        await visitor.GoAsync();

        var answer = await visitor.SubmitAsync("/sign-in/with", "external", ("Form.Name", name), ("Form.Email", $"{owner.Name.ToLowerInvariant()}@example.org"));

        Assert.Equal(302, answer.Status);
        var member = (await site.FindAsync(name))!;
        Assert.False((await site.RowAsync(member)).EmailConfirmed);
        await site.Mailbox.NewestAsync($"{owner.Name.ToLowerInvariant()}@example.org", "Someone registered on");
    }

    [Fact]
    public async Task Where_it_is_closed_there_is_no_form()
    {
        await site.SetAsync(RegistrationMode.Closed);
        var (name, email) = site.Comes();
        using var visitor = Forum.Guest();

        var page = await visitor.ArriveAsync();

        Assert.Contains("accepting new members", page.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("value=\"external\"", page.Body, StringComparison.Ordinal);
        await visitor.PostAsync("/sign-in/with", new Dictionary<string, string>
        {
            ["__RequestVerificationToken"] = (await visitor.OpenAsync("/sign-in", "value=\"sign-in\""))["__RequestVerificationToken"],
            ["_handler"] = "external",
            ["Form.Name"] = name,
            ["Form.Email"] = email,
        });
        Assert.Null(await site.FindAsync(name));
    }

    [Fact]
    public async Task By_invitation_it_takes_one_and_by_approval_a_member_waits()
    {
        await site.SetAsync(RegistrationMode.ByInvitation);
        var code = (await Forum.Get<Invitations>().InviteAsync(Forum.Ada, new InvitationForm("The club", 1, 14), TestContext.Current.CancellationToken)).Value;
        var (invited, email) = site.Comes();
        using var visitor = Forum.Guest();
        await visitor.GoAsync();
        Assert.Contains("You need an invitation", (await visitor.SubmitAsync("/sign-in/with", "external", ("Form.Name", invited), ("Form.Email", email), ("Form.Invitation", "no-such-code"))).Body, StringComparison.Ordinal);
        Assert.Equal(302, (await visitor.SubmitAsync("/sign-in/with", "external", ("Form.Name", invited), ("Form.Email", email), ("Form.Invitation", code))).Status);
        Assert.Equal(AccountHold.None, (await site.FindAsync(invited))!.Hold);

        await site.SetAsync(RegistrationMode.ByApproval);
        var (waiting, _) = await site.MemberOfClubAsync();
        Assert.Equal(AccountHold.AwaitsApproval, waiting.Hold);
    }

    [Fact]
    public async Task The_terms_are_agreed_to_here_as_everywhere()
    {
        await site.SetAsync(terms: "I have read the rules.");
        var (name, email) = site.Comes();
        using var visitor = Forum.Guest();
        await visitor.GoAsync();

        var without = await visitor.SubmitAsync("/sign-in/with", "external", ("Form.Name", name), ("Form.Email", email));
        Assert.Equal(200, without.Status);
        Assert.Contains("I have read the rules.", without.Body, StringComparison.Ordinal);
        Assert.Null(await site.FindAsync(name));

        var with = await visitor.SubmitAsync("/sign-in/with", "external", ("Form.Name", name), ("Form.Email", email), ("Form.AgreesToTerms", "true"));
        Assert.Equal(302, with.Status);
    }

    [Theory]
    [InlineData("""[{"email":"old@example.net","primary":false,"verified":true},{"email":"NAME@example.net","primary":true,"verified":true}]""", "NAME@example.net", true)]
    [InlineData("""[{"email":"NAME@example.net","primary":true,"verified":false}]""", "NAME@example.net", false)]
    [InlineData("""[{"email":"NAME@example.net","primary":false,"verified":true}]""", "", false)]
    [InlineData("[]", "", false)]
    [InlineData("{}", "", false)]
    [InlineData("[1,null]", "", false)]
    public async Task The_address_comes_from_the_list_of_addresses_where_there_is_one(string emails, string address, bool isConfirmed)
    {
        var name = Forum.Fresh("Dora");
        (site.Club.Fault, site.Club.User, site.Club.Emails) =
            (OAuthFault.None, $"{{\"id\":{Forum.Fresh("7")},\"login\":\"{name}\",\"email\":\"public@example.net\"}}", emails.Replace("NAME", name, StringComparison.Ordinal));
        using var visitor = Forum.Guest();

        var page = (await visitor.ArriveAsync("github")).Body;

        Assert.Contains("You signed in with GitHub, but", page, StringComparison.Ordinal);
        var field = page.Split("id=\"email\"")[1].Split("/>")[0];
        Assert.Equal(address.Length > 0, field.Contains($"value=\"{address.Replace("NAME", name, StringComparison.Ordinal)}\"", StringComparison.Ordinal) && address.Length > 0);
        Assert.Equal(isConfirmed, field.Contains("readonly", StringComparison.Ordinal));
        Assert.DoesNotContain("public@example.net", page, StringComparison.Ordinal);
        Assert.Contains($"value=\"{name}\"", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Bob the Builder")]
    [InlineData("admin")]
    [InlineData("x")]
    public async Task A_name_that_this_forum_would_not_take_is_not_suggested(string name)
    {
        site.Comes();
        site.Club.User = $"{{\"sub\":\"{Forum.Fresh("key")}\",\"name\":\"{name}\"}}";
        using var visitor = Forum.Guest();

        var page = (await visitor.ArriveAsync()).Body;

        Assert.DoesNotContain(" value=", page.Split("<input id=\"name\"")[1].Split("/>")[0], StringComparison.Ordinal);
    }
}
