using Forum.Core.Access;
using Forum.Core.Accounts.Recovery;
using Forum.Core.Accounts.Registration;
using Forum.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Forum.Tests.Accounts;

public class AddressTests(MovableForum site) : IClassFixture<MovableForum>
{
    private CastForum Forum => site.Forum;

    private Mailbox Mailbox => new(Forum.Forum);

    [Fact]
    public async Task A_link_out_of_a_mail_confirms_the_address_with_a_press_of_a_button()
    {
        var member = await Forum.MemberAsync();
        var path = (await Mailbox.NewestAsync(Address(member), "Confirm")).Path("/confirm-address?token=");
        using var visitor = Forum.Guest();

        await visitor.GetAsync(path);
        Assert.False(await IsConfirmedAsync(member));
        var answer = await visitor.SubmitAsync(path, "confirm");

        Assert.Contains($"Thanks, {member.Name}", answer.Body, StringComparison.Ordinal);
        Assert.True(await IsConfirmedAsync(member));
    }

    [Theory]
    [InlineData("/confirm-address", "confirm")]
    [InlineData("/change-address", "agree")]
    public async Task A_link_that_is_used_up_has_no_form_and_leads_to_another_one(string page, string form)
    {
        var member = await ConfirmedAsync();
        Assert.True((await Forum.Get<ChangeAddress>().AskAsync(member, Cast.Password, $"{Forum.Fresh("new")}@example.org")).IsDone);
        var path = (await Mailbox.NewestAsync(Address(member), page == "/confirm-address" ? "Confirm" : "change requested")).Path($"{page}?token=");
        using var visitor = Forum.Guest();
        if (page == "/change-address")
            Assert.Equal(200, (await visitor.SubmitAsync(path, form)).Status);
        var fields = await visitor.OpenAsync("/sign-in", "value=\"sign-in\"");
        fields["_handler"] = form;

        // Opened again; submitted a second time; and a link that was never issued.
        foreach (var answer in new[] { await visitor.GetAsync(path), await visitor.PostAsync(path, fields), await visitor.GetAsync($"{page}?token=nonsense") })
        {
            Assert.Equal(200, answer.Status);
            Assert.Contains("has already been used or has expired", answer.Body, StringComparison.Ordinal);
            Assert.Contains("href=\"/settings/account#address-title\"", answer.Body, StringComparison.Ordinal);
            Assert.DoesNotContain($"value=\"{form}\"", answer.Body, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Where_it_is_required_a_new_member_can_look_and_not_write_until_it_is_done()
    {
        await SettingsAsync(AddressConfirmation.Required);
        var member = await Forum.MemberAsync();
        await SettingsAsync(AddressConfirmation.Optional);
        using var visitor = Forum.Guest();
        await visitor.SignInAsync(member.Name);
        var thread = await Forum.ThreadAsync();

        Assert.Contains("Confirm your email address first", (await visitor.GetAsync("/")).Body, StringComparison.Ordinal);
        Assert.Equal(AccountHold.AwaitsConfirmation, (await Forum.Cast.NowAsync(member)).Hold);
        Assert.Contains("Confirm your email address first", (await Forum.ReplyAsync(member, thread.ThreadId, "Too early")).Refusal!.Text, StringComparison.Ordinal);
        var again = await visitor.SubmitAsync("/settings/account", "resend");
        Assert.Equal((302, "/settings/account?done=resend"), (again.Status, again.Location));

        var path = (await Mailbox.NewestAsync(Address(member), "Confirm", atLeast: 2)).Path("/confirm-address?token=");
        await visitor.SubmitAsync(path, "confirm");

        Assert.DoesNotContain("Confirm your email address first", (await visitor.GetAsync("/")).Body, StringComparison.Ordinal);
        Assert.True((await Forum.ReplyAsync(member, thread.ThreadId, "Now I can")).IsDone);
    }

    [Fact]
    public async Task Where_it_is_off_nobody_is_asked()
    {
        await SettingsAsync(AddressConfirmation.Off);
        var member = await Forum.MemberAsync();
        await SettingsAsync(AddressConfirmation.Optional);

        await using var db = await Forum.Cast.OpenAsync();
        Assert.False(await db.OutboxMails.AnyAsync(mail => mail.MemberId == member.MemberId, TestContext.Current.CancellationToken));
        Assert.Equal(AccountHold.None, (await Forum.Cast.NowAsync(member)).Hold);
    }

    [Fact]
    public async Task A_link_still_confirms_after_two_factor_authentication_is_turned_on()
    {
        var member = await Forum.MemberAsync();
        var token = (await Mailbox.NewestAsync(Address(member), "Confirm")).Path("/confirm-address?token=").Split('=')[^1];
        await ChangeAsync(member, row => (row.TwoFactorEnabled, row.SecurityStamp) = (true, Guid.NewGuid().ToString("N")));

        Assert.True(await Forum.Get<ConfirmAddress>().CanBeUsedAsync(token, TestContext.Current.CancellationToken));
        Assert.True((await Forum.Get<ConfirmAddress>().RunAsync(token, TestContext.Current.CancellationToken)).IsDone);

        Assert.True(await IsConfirmedAsync(member));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_link_for_an_address_that_is_not_the_accounts_any_more_is_void(bool otherIsConfirmed)
    {
        var member = await Forum.MemberAsync();
        var token = (await Mailbox.NewestAsync(Address(member), "Confirm")).Path("/confirm-address?token=").Split('=')[^1];
        var other = $"{member.Name}-other@example.org".ToLowerInvariant();
        await ChangeAsync(member, row => (row.Email, row.NormalizedEmail, row.EmailConfirmed) = (other, other.ToUpperInvariant(), otherIsConfirmed));

        Assert.False(await Forum.Get<ConfirmAddress>().CanBeUsedAsync(token, TestContext.Current.CancellationToken));
        Assert.Equal(Core.Data.Refusal.VoidLink, (await Forum.Get<ConfirmAddress>().RunAsync(token, TestContext.Current.CancellationToken)).Refusal);

        Assert.Equal(otherIsConfirmed, await IsConfirmedAsync(member));
    }

    [Fact]
    public async Task The_owner_of_an_address_is_told_when_somebody_registers_with_it_and_keeps_it()
    {
        var owner = await ConfirmedAsync();
        var name = Forum.Fresh("Mallory");

        var newcomer = await Forum.Get<RegisterMember>().RunAsync(new NewMember(name, Address(owner).ToUpperInvariant(), Cast.Password));

        Assert.True(newcomer.IsDone);
        var mail = await Mailbox.NewestAsync(Address(owner), "registered");
        Assert.Contains(name, mail.Text, StringComparison.Ordinal);
        Assert.Contains(owner.Name, mail.Text, StringComparison.Ordinal);
        Assert.True((await Forum.Get<ConfirmAddress>().ResendAsync(newcomer.Value)).IsDone);
        await using var db = await Forum.Cast.OpenAsync();
        Assert.False(await db.AccountTokens.AnyAsync(token => token.MemberId == newcomer.Value.MemberId, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Of_two_with_one_address_whoever_confirms_first_has_it()
    {
        var name = Forum.Fresh("Twin");
        var address = $"{name}@example.org".ToLowerInvariant();
        var (one, other) = (await RegisterAsync(name + "a", address), await RegisterAsync(name + "b", address));
        await Mailbox.NewestAsync(address, "Confirm", atLeast: 2);
        var links = Mailbox.To(address).Select(mail => mail.Path("/confirm-address?token=").Split('=')[^1]).ToList();
        var confirm = Forum.Get<ConfirmAddress>();

        var outcomes = await Task.WhenAll(links.Select(link => Task.Run(() => confirm.RunAsync(link))));

        Assert.Single(outcomes, outcome => outcome.IsDone);
        Assert.NotEqual(await IsConfirmedAsync(one), await IsConfirmedAsync(other));
    }

    [Fact]
    public async Task Another_address_is_taken_when_both_ends_have_agreed_and_not_before()
    {
        var member = await ConfirmedAsync();
        var visitor = await Forum.VisitorAsync(member);
        var address = $"{Forum.Fresh("new")}@example.org";

        var asked = await visitor.SubmitAsync("/settings/account", "address", ("AddressModel.Email", address), ("AddressModel.Password", Cast.Password));
        Assert.Equal((302, "/settings/account?done=address"), (asked.Status, asked.Location));
        Assert.Contains($"Changing to {address}", (await visitor.GetAsync("/settings/account")).Body, StringComparison.Ordinal);
        var newEnd = (await Mailbox.NewestAsync(address, "Confirm your new")).Path("/change-address?token=");
        var oldEnd = (await Mailbox.NewestAsync(Address(member), "change requested")).Path("/change-address?token=");

        using var guest = Forum.Guest();
        Assert.Contains("once you confirm it from the other address", (await guest.SubmitAsync(newEnd, "agree")).Body, StringComparison.Ordinal);
        Assert.Equal(Address(member), await EmailAsync(member));
        Assert.Contains("Your email address was changed", (await guest.SubmitAsync(oldEnd, "agree")).Body, StringComparison.Ordinal);

        Assert.Equal(address, await EmailAsync(member));
        Assert.True(await IsConfirmedAsync(member));
        await Mailbox.NewestAsync(address, "Your email address on");
        await Mailbox.NewestAsync(Address(member), "Your email address on");
        Assert.Equal(200, (await visitor.GetAsync("/settings/account")).Status);
    }

    [Fact]
    public async Task The_old_address_can_stop_it_and_so_can_the_member()
    {
        var (stopped, changedMind) = (await ConfirmedAsync(), await ConfirmedAsync());
        var change = Forum.Get<ChangeAddress>();
        foreach (var member in new[] { stopped, changedMind })
            Assert.True((await change.AskAsync(member, Cast.Password, $"{member.Name}-new@example.org")).IsDone);
        using var guest = Forum.Guest();

        var answer = await guest.SubmitAsync((await Mailbox.NewestAsync(Address(stopped), "change requested")).Path("/change-address?token="), "stop");
        Assert.True((await change.StopAsync(changedMind)).IsDone);

        Assert.Contains("The change was canceled", answer.Body, StringComparison.Ordinal);
        foreach (var member in new[] { stopped, changedMind })
        {
            Assert.Null(await change.FindAsync(member));
            var link = (await Mailbox.NewestAsync($"{member.Name}-new@example.org", "Confirm your new")).Path("/change-address?token=");
            Assert.False((await change.AgreeAsync(link.Split('=')[^1])).IsDone);
            Assert.Equal(Address(member), await EmailAsync(member));
        }
    }

    [Theory]
    [InlineData("nowhere", Cast.Password, "email")]
    [InlineData("there@example.org", "the wrong password", "address-password")]
    [InlineData("there@example.org", "", "address-password")]
    public async Task A_refusal_stands_at_its_field_and_keeps_the_address(string address, string password, string field)
    {
        var visitor = await Forum.VisitorAsync(await ConfirmedAsync());

        var answer = await visitor.SubmitAsync("/settings/account", "address", ("AddressModel.Email", address), ("AddressModel.Password", password));

        Assert.Equal(200, answer.Status);
        Assert.Contains($"id=\"{field}-problem\"", answer.Body, StringComparison.Ordinal);
        Assert.Contains($"value=\"{address}\"", answer.Body, StringComparison.Ordinal);
    }

    private async Task<Viewer> ConfirmedAsync()
    {
        var member = await Forum.MemberAsync();
        var path = (await Mailbox.NewestAsync(Address(member), "Confirm")).Path("/confirm-address?token=");
        Assert.True((await Forum.Get<ConfirmAddress>().RunAsync(path.Split('=')[^1])).IsDone);
        return member;
    }

    private async Task ChangeAsync(Viewer member, Action<Member> change)
    {
        await using var db = await Forum.Cast.OpenAsync();
        change(await db.Users.SingleAsync(row => row.Id == member.MemberId, TestContext.Current.CancellationToken));
        await db.SaveChangesAsync(TestContext.Current.CancellationToken);
    }

    private async Task<Viewer> RegisterAsync(string name, string address) =>
        (await Forum.Get<RegisterMember>().RunAsync(new NewMember(name, address, Cast.Password))).Value;

    private async Task SettingsAsync(AddressConfirmation confirmation) => Assert.True((await Forum.Get<ChangeAccountSettings>().RunAsync(
        Forum.Ada, new AccountSettingsForm(RegistrationMode.Open, confirmation, "", "", 30))).IsDone);

    private async Task<bool> IsConfirmedAsync(Viewer member)
    {
        await using var db = await Forum.Cast.OpenAsync();
        return await db.Users.Where(row => row.Id == member.MemberId).Select(row => row.EmailConfirmed).SingleAsync();
    }

    private async Task<string?> EmailAsync(Viewer member)
    {
        await using var db = await Forum.Cast.OpenAsync();
        return await db.Users.Where(row => row.Id == member.MemberId).Select(row => row.Email).SingleAsync();
    }

    private static string Address(Viewer member) => $"{member.Name.ToLowerInvariant()}@example.org";
}
