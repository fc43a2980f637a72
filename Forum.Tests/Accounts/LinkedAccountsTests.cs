using Forum.Core.Access;
using Forum.Core.Accounts.Credentials;
using Forum.Core.Accounts.Recovery;
using Forum.Core.Privacy;
using Forum.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Forum.Tests.Accounts;

/// <summary>Linking external accounts: only with the password, and the last way to sign in can't be removed.</summary>
public class LinkedAccountsTests(ExternalForum site) : IClassFixture<ExternalForum>
{
    private CastForum Forum => site.Forum;

    [Fact]
    public async Task An_account_is_linked_with_the_password_opens_the_door_and_is_unlinked_again()
    {
        var member = await Forum.MemberAsync();
        var (visitor, (name, _)) = (await Forum.VisitorAsync(member), site.Comes());
        Assert.Contains("href=\"/sign-in/with/club\"", (await visitor.GetAsync("/settings/linked")).Body, StringComparison.Ordinal);

        Assert.Equal("/settings/linked", (await visitor.GoAsync()).Location);
        var page = (await visitor.GetAsync("/settings/linked")).Body;
        Assert.Contains($"about to link {name}.", page, StringComparison.Ordinal);
        var wrong = await visitor.SubmitAsync("/settings/linked", "link", ("Model.Password", "the wrong one"));
        Assert.Contains("Incorrect password. Try again.", wrong.Body.Split("id=\"link-password-problem\"")[1].Split("</p>")[0], StringComparison.Ordinal);
        Assert.Empty(await site.LinkedAsync(member));
        var right = await visitor.SubmitAsync("/settings/linked", "link", ("Model.Password", Cast.Password));
        Assert.Equal((302, "/settings/linked?done=link"), (right.Status, right.Location));
        Assert.Equal(["club"], await site.LinkedAsync(member));
        Assert.Contains("was linked to your account", (await site.Mailbox.NewestAsync(AddressOf(member), "Your sign-in settings")).Text.ReplaceLineEndings(" "), StringComparison.Ordinal);
        Assert.DoesNotContain("link-password", (await visitor.GetAsync("/settings/linked")).Body, StringComparison.Ordinal);

        using var other = Forum.Guest();
        Assert.Equal("/", (await other.ArriveAsync()).Location);
        Assert.Contains($">{member.Name}</strong>", (await other.GetAsync("/b/general")).Body, StringComparison.Ordinal);

        var removed = await visitor.SubmitAsync("/settings/linked", "unlink-club");
        Assert.Equal((302, "/settings/linked?done=unlink"), (removed.Status, removed.Location));
        Assert.Empty(await site.LinkedAsync(member));
        Assert.Contains("was unlinked from your account", (await site.Mailbox.NewestAsync(AddressOf(member), "Your sign-in settings", 2)).Text.ReplaceLineEndings(" "), StringComparison.Ordinal);
        using var again = Forum.Guest();
        Assert.Contains("One more step", (await again.ArriveAsync()).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_account_opens_one_account_here_and_each_place_has_one_that_opens_it()
    {
        var member = await Forum.MemberAsync();
        var (_, first) = await site.MemberOfClubAsync();
        using (first)
        {
            var visitor = await Forum.VisitorAsync(member);
            await visitor.GoAsync();
            var taken = await visitor.SubmitAsync("/settings/linked", "link", ("Model.Password", Cast.Password));
            Assert.Contains("This account is already linked to another member.", taken.Body, StringComparison.Ordinal);

            site.Comes();
            await visitor.GoAsync();
            Assert.Equal(302, (await visitor.SubmitAsync("/settings/linked", "link", ("Model.Password", Cast.Password))).Status);
        }

        var linked = Forum.Get<LinkedAccounts>();
        var second = await linked.LinkAsync(member, Cast.Password, new ExternalAccount("club", Forum.Fresh("key"), "", null, false), TestContext.Current.CancellationToken);
        Assert.StartsWith("You've already linked an account from this provider.", second.Refusal!.Text, StringComparison.Ordinal);
        Assert.True((await linked.LinkAsync(member, Cast.Password, new ExternalAccount("github", Forum.Fresh("key"), "", null, false), TestContext.Current.CancellationToken)).IsDone);
        Assert.Equal(["club", "github"], await site.LinkedAsync(member));
    }

    [Fact]
    public async Task Two_who_link_one_account_at_once_do_not_both_have_it()
    {
        var (members, account) = (new[] { await Forum.MemberAsync(), await Forum.MemberAsync() }, new ExternalAccount("club", Forum.Fresh("key"), "", null, false));

        var outcomes = await Task.WhenAll(members.Select(member => Forum.Get<LinkedAccounts>().LinkAsync(member, Cast.Password, account)));

        Assert.Single(outcomes, outcome => outcome.IsDone);
    }

    // In a shared browser, the next person finds nothing of an unfinished sign-in.
    [Fact]
    public async Task What_one_member_has_begun_no_other_finishes()
    {
        var (first, second) = (await Forum.MemberAsync(), await Forum.MemberAsync());
        site.Comes();
        using var visitor = Forum.Guest();
        await visitor.SignInAsync(first.Name);
        Assert.Equal("/settings/linked", (await visitor.GoAsync()).Location);
        var form = await visitor.OpenAsync("/settings/linked", "value=\"link\"");
        await visitor.SignInAsync(second.Name);

        Assert.DoesNotContain("link-password", (await visitor.GetAsync("/settings/linked")).Body, StringComparison.Ordinal);
        form["Model.Password"] = Cast.Password;
        form["__RequestVerificationToken"] = (await visitor.OpenAsync("/settings/data", "value=\"export\""))["__RequestVerificationToken"];
        Assert.NotEqual(302, (await visitor.PostAsync("/settings/linked", form)).Status);

        Assert.Empty(await site.LinkedAsync(first));
        Assert.Empty(await site.LinkedAsync(second));
    }

    [Fact]
    public async Task What_a_guest_has_begun_is_linked_to_nobody()
    {
        var member = await Forum.MemberAsync();
        site.Comes();
        using var visitor = Forum.Guest();
        await visitor.GoAsync();
        await visitor.SignInAsync(member.Name);

        Assert.DoesNotContain("link-password", (await visitor.GetAsync("/settings/linked")).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_only_way_in_stays_until_there_is_a_password_which_comes_by_mail()
    {
        var (member, visitor) = await site.MemberOfClubAsync();
        using (visitor)
        {
            var refused = await visitor.SubmitAsync("/settings/linked", "unlink-club");
            Assert.Contains("This is your only way to sign in. Set a password first.", refused.Body, StringComparison.Ordinal);
            Assert.Equal(["club"], await site.LinkedAsync(member));
            var page = (await visitor.GetAsync("/settings/security")).Body;
            Assert.Contains("have a password yet.", page, StringComparison.Ordinal);

            Assert.Equal((302, "/settings/security?done=set-password"), await visitor.SubmitAsync("/settings/security", "set-password") is var asked ? (asked.Status, asked.Location) : default);
            Assert.Contains($"We sent a link to set a password to {member.Name.ToLowerInvariant()}@example.net.", (await visitor.GetAsync("/settings/security?done=set-password")).Body, StringComparison.Ordinal);
            var mail = await site.Mailbox.NewestAsync($"{member.Name.ToLowerInvariant()}@example.net", "Reset your password");
            using var anywhere = Forum.Guest();
            Assert.Equal(302, (await anywhere.SubmitAsync(mail.Path("/new-password"), "new-password", ("Form.NewPassword", Cast.Password))).Status);

            await anywhere.SignInAsync(member.Name);
            Assert.Equal(["club"], await site.LinkedAsync(member));
            Assert.DoesNotContain("have a password yet.", (await anywhere.GetAsync("/settings/security")).Body, StringComparison.Ordinal);
            Assert.Equal(302, (await anywhere.SubmitAsync("/settings/linked", "unlink-club")).Status);
        }
    }

    [Fact]
    public async Task What_asks_for_a_password_says_where_to_get_one()
    {
        var (member, visitor) = await site.MemberOfClubAsync();
        using (visitor)
        {
            var answer = await visitor.SubmitAsync("/settings/data", "leave", ("Model.Password", "anything at all"));

            Assert.Contains("have a password yet.", answer.Body, StringComparison.Ordinal);
        }

        using var guest = Forum.Guest();
        await guest.SubmitAsync("/sign-in", "sign-in", ("Form.Name", member.Name), ("Form.Password", ""));
        await guest.SubmitAsync("/sign-in", "sign-in", ("Form.Name", member.Name), ("Form.Password", Cast.Password));
        Assert.Null(guest.Cookie("forum"));
        Assert.False((await Forum.Get<RequestAccountDeletion>().AskAsync(member, null, TestContext.Current.CancellationToken)).IsDone);
    }

    [Fact]
    public async Task Whoever_has_mistyped_the_address_mends_it_without_a_password_and_no_link_goes_to_its_owner()
    {
        var owner = await Forum.MemberAsync();
        await using (var db = await Forum.Cast.OpenAsync())
        {
            await db.Users.Where(one => one.Id == owner.MemberId)
                .ExecuteUpdateAsync(set => set.SetProperty(one => one.EmailConfirmed, true), TestContext.Current.CancellationToken);
        }

        var (member, _) = await site.MemberOfClubAsync(isConfirmed: false);
        await using (var db = await Forum.Cast.OpenAsync())
        {
            await db.Users.Where(one => one.Id == member.MemberId).ExecuteUpdateAsync(
                set => set.SetProperty(one => one.Email, AddressOf(owner)).SetProperty(one => one.NormalizedEmail, AddressOf(owner).ToUpperInvariant()),
                TestContext.Current.CancellationToken);
        }

        var refused = (await Forum.Get<ResetPassword>().AskForOwnAsync(member, TestContext.Current.CancellationToken)).Refusal;
        Assert.StartsWith("Another account already uses this email address.", refused?.Text, StringComparison.Ordinal);
        Assert.True((await Forum.Get<ChangeAddress>().AskAsync(member, null, "mended@example.org", TestContext.Current.CancellationToken)).IsDone);
        Assert.False((await Forum.Get<ChangeAddress>().AskAsync(owner, null, "mended@example.org", TestContext.Current.CancellationToken)).IsDone);
    }

    private static string AddressOf(Viewer member) => $"{member.Name.ToLowerInvariant()}@example.org";
}
