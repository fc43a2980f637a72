using Forum.Core.Accounts;
using Forum.Core.Accounts.Registration;
using Forum.Core.Members;
using Forum.Tests.Support;


namespace Forum.Tests.Accounts;

public class ChangeNameTests(MovableForum site) : IClassFixture<MovableForum>
{
    private CastForum Forum => site.Forum;

    [Fact]
    public async Task The_new_name_stands_everywhere_and_the_old_address_leads_to_it()
    {
        var member = await Forum.MemberAsync();
        var visitor = await Forum.VisitorAsync(member);
        var thread = await Forum.ThreadAsync(member);
        var name = Forum.Fresh("Renamed");
        using var guest = Forum.Guest();
        await guest.GetAsync($"/t/{thread.ThreadId}/{thread.Slug}");

        var answer = await visitor.SubmitAsync("/settings/account", "name", ("NameModel.Name", name));

        Assert.Equal((302, "/settings/account?done=name"), (answer.Status, answer.Location));
        Assert.Contains($"account-name\">{name}<", (await visitor.GetAsync("/")).Body, StringComparison.Ordinal);
        var page = (await guest.GetAsync($"/t/{thread.ThreadId}/{thread.Slug}")).Body;
        Assert.Contains(name, page, StringComparison.Ordinal);
        Assert.DoesNotContain($">{member.Name}<", page, StringComparison.Ordinal);
        var old = await guest.GetAsync($"/u/{member.Name}");
        Assert.Equal((302, true), (old.Status, old.Location?.EndsWith($"/u/{name}", StringComparison.Ordinal)));
        foreach (var below in new[] { "feed", "card" })
        {
            var moved = await guest.GetAsync($"/u/{member.Name.ToUpperInvariant()}/{below}");
            Assert.Equal((302, $"/u/{name}/{below}"), (moved.Status, moved.Location));
            Assert.Equal(200, (await guest.GetAsync(moved.Location!)).Status);
        }

        using var again = Forum.Guest();
        await again.SignInAsync(name);
    }

    [Fact]
    public async Task Nobody_else_gets_a_name_that_somebody_had_and_the_member_can_have_it_back()
    {
        var member = await Forum.MemberAsync();
        var other = await Forum.MemberAsync();
        var change = Forum.Get<ChangeName>();
        var name = Forum.Fresh("Renamed");
        Assert.True((await change.RunAsync(member, name)).IsDone);

        Assert.Equal("Name", (await change.RunAsync(other, member.Name)).Refusal?.Field);
        Assert.Equal("Name", (await Forum.Get<RegisterMember>().RunAsync(new NewMember(member.Name, "x@example.org", Cast.Password))).Refusal?.Field);
        site.Clock.MoveOn(TimeSpan.FromDays(31));
        Assert.True((await change.RunAsync(member, member.Name)).IsDone);

        Assert.Equal(name, await Forum.Get<MemberNameQueries>().SuccessorAsync(name) is null ? null : name);
        Assert.Null(await Forum.Get<MemberNameQueries>().SuccessorAsync(member.Name));
        Assert.Equal(member.Name, await Forum.Get<MemberNameQueries>().SuccessorAsync(name));
    }

    [Fact]
    public async Task A_name_stays_for_as_long_as_the_settings_say()
    {
        var member = await Forum.MemberAsync();
        var change = Forum.Get<ChangeName>();
        Assert.True((await change.RunAsync(member, Forum.Fresh("Renamed"))).IsDone);

        var tooSoon = await change.RunAsync(member, Forum.Fresh("Renamed"));
        Assert.Contains("You can change your username again on", tooSoon.Refusal!.Text, StringComparison.Ordinal);
        Assert.True((await Forum.Get<ChangeAccountSettings>().RunAsync(
            Forum.Ada, new AccountSettingsForm(RegistrationMode.Open, AddressConfirmation.Optional, "", "", 0))).IsDone);

        Assert.True((await change.RunAsync(member, Forum.Fresh("Renamed"))).IsDone);
        await Forum.Get<ChangeAccountSettings>().RunAsync(Forum.Ada, new AccountSettingsForm(RegistrationMode.Open, AddressConfirmation.Optional, "", "", 30));
    }

    [Theory]
    [InlineData("")]
    [InlineData("ab")]
    [InlineData("two words")]
    [InlineData("admin")]
    [InlineData("Bob")]
    [InlineData("B0b")]
    [InlineData("<script>")]
    public async Task An_unfit_or_taken_name_is_refused_at_its_field_and_kept(string name)
    {
        var member = await Forum.MemberAsync();
        var visitor = await Forum.VisitorAsync(member);

        var answer = await visitor.SubmitAsync("/settings/account", "name", ("NameModel.Name", name));

        Assert.Equal(200, answer.Status);
        Assert.Contains("id=\"name-problem\"", answer.Body, StringComparison.Ordinal);
        if (name.Length > 0)
            Assert.Contains($"value=\"{name}\"", System.Net.WebUtility.HtmlDecode(answer.Body), StringComparison.Ordinal);
        Assert.Equal(member.Name, (await Forum.Cast.NowAsync(member)).Name);
    }

    [Fact]
    public async Task Of_two_who_want_one_name_at_once_one_gets_it()
    {
        var name = Forum.Fresh("Wanted");
        var members = new[] { await Forum.MemberAsync(), await Forum.MemberAsync(), await Forum.MemberAsync() };

        var outcomes = await Task.WhenAll(members.Select(member => Task.Run(() => Forum.Get<ChangeName>().RunAsync(member, name))));

        Assert.Single(outcomes, outcome => outcome.IsDone);
        await Forum.CountersAreRightAsync();
    }
}
