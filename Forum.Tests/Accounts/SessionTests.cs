using Forum.Core.Access;
using Forum.Core.Accounts.Sessions;
using Forum.Tests.Support;


namespace Forum.Tests.Accounts;

public class SessionTests(MovableForum site) : IClassFixture<MovableForum>
{
    private const string Phone = "Mozilla/5.0 (Linux; Android 15; Pixel 8) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Mobile Safari/537.36";
    private const string Laptop = "Mozilla/5.0 (X11; Linux x86_64; rv:132.0) Gecko/20100101 Firefox/132.0";

    private CastForum Forum => site.Forum;

    [Fact]
    public async Task Every_sign_in_is_a_session_with_its_device_and_times()
    {
        var member = await Forum.MemberAsync();
        using var phone = await SignedInAsync(member, Phone);
        using var laptop = await SignedInAsync(member, Laptop);

        var page = (await laptop.GetAsync("/settings/sessions")).Body;

        Assert.Contains("Chrome on Android", page, StringComparison.Ordinal);
        Assert.Contains("Firefox on Linux", page, StringComparison.Ordinal);
        Assert.Contains("127.0.0.1", page, StringComparison.Ordinal);
        Assert.Single(page.Split("this device").Skip(1));
    }

    [Fact]
    public async Task A_session_that_is_ended_is_a_guest_with_the_next_request()
    {
        var member = await Forum.MemberAsync();
        using var phone = await SignedInAsync(member, Phone);
        using var laptop = await SignedInAsync(member, Laptop);
        var (cookies, id) = (phone.Cookie("forum")!.Value, (await SessionsOf(member)).Single(session => session.UserAgent == Phone).Id);

        var answer = await laptop.SubmitAsync("/settings/sessions", $"end-{id:N}");

        Assert.Equal((302, "/settings/sessions?done=end"), (answer.Status, answer.Location));
        Assert.Contains(">Sign in</a>", (await phone.GetAsync("/")).Body, StringComparison.Ordinal);
        Assert.Null(phone.Cookie("forum"));

        // Not even with the earlier cookie.
        phone.Cookies.Add(Forum.Forum.Address, new System.Net.Cookie("forum", cookies));
        Assert.Contains(">Sign in</a>", (await phone.GetAsync("/")).Body, StringComparison.Ordinal);
        Assert.Contains("account-name", (await laptop.GetAsync("/")).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task All_others_end_at_once_and_this_one_stays()
    {
        var member = await Forum.MemberAsync();
        using var phone = await SignedInAsync(member, Phone);
        using var tablet = await SignedInAsync(member, "Something else");
        using var laptop = await SignedInAsync(member, Laptop);

        await laptop.SubmitAsync("/settings/sessions", "others");

        Assert.Contains(">Sign in</a>", (await phone.GetAsync("/")).Body, StringComparison.Ordinal);
        Assert.Contains(">Sign in</a>", (await tablet.GetAsync("/")).Body, StringComparison.Ordinal);
        Assert.Contains("account-name", (await laptop.GetAsync("/")).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Signing_out_ends_the_session_for_whoever_has_kept_the_cookie_too()
    {
        var member = await Forum.MemberAsync();
        using var phone = await SignedInAsync(member, Phone);
        var kept = phone.Cookie("forum")!.Value;
        await phone.PostAsync("/sign-out", await phone.OpenAsync("/", "action=\"/sign-out\""));

        using var thief = Forum.Guest();
        thief.Cookies.Add(Forum.Forum.Address, new System.Net.Cookie("forum", kept));

        Assert.Contains(">Sign in</a>", (await thief.GetAsync("/")).Body, StringComparison.Ordinal);
        Assert.Empty(await SessionsOf(member));
    }

    [Fact]
    public async Task A_new_password_ends_the_others_and_keeps_the_one_that_it_was_set_in()
    {
        var member = await Forum.MemberAsync();
        using var phone = await SignedInAsync(member, Phone);
        using var laptop = await SignedInAsync(member, Laptop);

        var answer = await laptop.SubmitAsync(
            "/settings/security", "password", ("Password.Password", Cast.Password), ("Password.NewPassword", "nine quiet lanterns"));

        Assert.Equal((302, "/settings/security?done=password"), (answer.Status, answer.Location));
        Assert.Contains(">Sign in</a>", (await phone.GetAsync("/")).Body, StringComparison.Ordinal);
        Assert.Contains("account-name", (await laptop.GetAsync("/")).Body, StringComparison.Ordinal);
        Assert.Single(await SessionsOf(member));
    }

    [Theory]
    [InlineData("the wrong password", "nine quiet lanterns", "password")]
    [InlineData("", "nine quiet lanterns", "password")]
    [InlineData(Cast.Password, "short", "new-password")]
    [InlineData(Cast.Password, "", "new-password")]
    public async Task A_refused_password_is_said_at_its_field_and_ends_nothing(string password, string newPassword, string field)
    {
        var member = await Forum.MemberAsync();
        using var phone = await SignedInAsync(member, Phone);
        using var laptop = await SignedInAsync(member, Laptop);

        var answer = await laptop.SubmitAsync("/settings/security", "password", ("Password.Password", password), ("Password.NewPassword", newPassword));

        Assert.Contains($"id=\"{field}-problem\"", answer.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("lanterns", answer.Body, StringComparison.Ordinal);
        Assert.Equal(2, (await SessionsOf(member)).Count);
    }

    [Fact]
    public async Task A_cookie_of_one_member_does_not_open_the_session_of_another()
    {
        var (one, other) = (await Forum.MemberAsync(), await Forum.MemberAsync());
        var sessions = Forum.Get<SignInSessions>();
        var id = (await sessions.StartAsync(one.MemberId!.Value, "", Phone))!.Value;

        Assert.True(await Forum.Get<SessionDirectory>().LastsAsync(one.MemberId.Value, id));
        Assert.False(await Forum.Get<SessionDirectory>().LastsAsync(other.MemberId!.Value, id));
        Assert.False(await Forum.Get<SessionDirectory>().LastsAsync(one.MemberId.Value, null));
        Assert.False((await sessions.EndAsync(other, id)).IsDone);
    }

    [Fact]
    public async Task With_a_password_that_was_right_a_moment_ago_no_session_begins()
    {
        var member = await Forum.MemberAsync();
        var sessions = Forum.Get<SignInSessions>();
        Assert.Null(await sessions.StartAsync(member.MemberId!.Value, "", Phone, "the stamp of before"));
        Assert.Empty(await SessionsOf(member));
    }

    [Fact]
    public async Task Signing_in_again_in_one_browser_leaves_one_session()
    {
        var member = await Forum.MemberAsync();
        using var phone = await SignedInAsync(member, Phone);

        await phone.SignInAsync(member.Name);

        Assert.Single(await SessionsOf(member));
    }

    [Fact]
    public async Task The_oldest_goes_when_there_are_too_many()
    {
        var member = await Forum.MemberAsync();
        var sessions = Forum.Get<SignInSessions>();
        var first = await sessions.StartAsync(member.MemberId!.Value, "", "first");
        site.Clock.MoveOn(TimeSpan.FromSeconds(1));
        for (var i = 0; i < SignInSessions.Most; i++)
            await sessions.StartAsync(member.MemberId!.Value, "", new string('x', 2000));

        var left = await SessionsOf(member);

        Assert.Equal(SignInSessions.Most, left.Count);
        Assert.DoesNotContain(left, session => session.Id == first);
        Assert.All(left, session => Assert.Equal(MemberSession.MaxUserAgentLength, session.UserAgent.Length));
    }

    [Fact]
    public async Task When_a_member_was_here_last_is_told_unless_the_member_hides_it()
    {
        var member = await Forum.MemberAsync();
        using var phone = await SignedInAsync(member, Phone);
        await phone.GetAsync("/");
        await Forum.Get<SessionUse>().WriteBatchAsync(TestContext.Current.CancellationToken);
        using var guest = Forum.Guest();
        Assert.Contains("last seen", (await guest.GetAsync($"/u/{member.Name}")).Body, StringComparison.Ordinal);

        await phone.SubmitAsync("/settings/privacy", "privacy");

        Assert.DoesNotContain("last seen", (await guest.GetAsync($"/u/{member.Name}")).Body, StringComparison.Ordinal);
        Assert.Contains("last seen", (await phone.GetAsync($"/u/{member.Name}")).Body, StringComparison.Ordinal);
        Assert.Contains("last seen", (await (await Forum.VisitorAsync(Forum.Ada)).GetAsync($"/u/{member.Name}")).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_session_that_nobody_uses_for_a_month_ends()
    {
        var member = await Forum.MemberAsync();
        using var phone = await SignedInAsync(member, Phone);

        site.Clock.MoveOn(MemberSession.Lifetime + TimeSpan.FromHours(2));
        await Forum.Get<SessionUse>().WriteBatchAsync(TestContext.Current.CancellationToken);

        Assert.Empty(await SessionsOf(member));
        Assert.Contains(">Sign in</a>", (await phone.GetAsync("/")).Body, StringComparison.Ordinal);
    }

    private async Task<Visitor> SignedInAsync(Viewer member, string userAgent)
    {
        var visitor = Forum.Guest();
        visitor.Client.DefaultRequestHeaders.TryAddWithoutValidation("User-Agent", userAgent);
        await visitor.SignInAsync(member.Name);
        return visitor;
    }

    private async Task<IReadOnlyList<SessionView>> SessionsOf(Viewer member) => await Forum.Get<SignInSessions>().ListAsync(member);
}
