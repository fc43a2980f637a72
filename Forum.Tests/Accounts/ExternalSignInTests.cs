using Forum.Core.Accounts;
using Forum.Core.Accounts.Credentials;
using Forum.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Forum.Tests.Accounts;

/// <summary>Signing in with an external account: which account it opens, and everything that makes it fail.</summary>
[Trait("Pace", "slow")]
public class ExternalSignInTests(ExternalForum site) : IClassFixture<ExternalForum>
{
    private const string DidNotWork = "sign in with your account on the other site";
    private const string TookTooLong = "Your sign-in expired, or you started in another browser.";

    private CastForum Forum => site.Forum;

    [Fact]
    public async Task Whoever_has_an_account_is_signed_in_with_one_click_and_led_back()
    {
        var (member, _) = await site.MemberOfClubAsync();
        using var visitor = Forum.Guest();
        Assert.Contains("href=\"/sign-in/with/club?returnUrl=%2Fb%2Fgeneral\"", (await visitor.GetAsync("/sign-in?returnUrl=%2Fb%2Fgeneral")).Body, StringComparison.Ordinal);

        var answer = await visitor.ArriveAsync(returnUrl: "/b/general");

        Assert.Equal((302, "/b/general"), (answer.Status, answer.Location));
        Assert.Contains($">{member.Name}</strong>", (await visitor.GetAsync("/b/general")).Body, StringComparison.Ordinal);
        Assert.Empty(site.Club.Complaints);
    }

    [Theory]
    [InlineData("https://evil.example/")]
    [InlineData("//evil.example/")]
    [InlineData("/\\evil.example")]
    public async Task Nobody_is_led_to_another_site(string returnUrl)
    {
        await site.MemberOfClubAsync();
        using var visitor = Forum.Guest();

        Assert.Equal("/", (await visitor.ArriveAsync(returnUrl: returnUrl)).Location);
    }

    [Fact]
    public async Task Nobody_shuts_a_member_out_by_guessing_at_passwords()
    {
        var (member, _) = await site.MemberOfClubAsync();
        using var stranger = Forum.Guest();
        for (var attempt = 0; attempt < 12; attempt++)
            await stranger.SubmitAsync("/sign-in", "sign-in", ("Form.Name", member.Name), ("Form.Password", $"wrong number {attempt}"));
        Assert.Null((await site.RowAsync(member)).LockoutEnd);
        await using (var db = await Forum.Cast.OpenAsync())
        {
            await db.Users.Where(one => one.Id == member.MemberId)
                .ExecuteUpdateAsync(set => set.SetProperty(one => one.LockoutEnd, DateTimeOffset.UtcNow.AddMinutes(5)), TestContext.Current.CancellationToken);
        }

        using var visitor = Forum.Guest();

        Assert.Equal("/b/general", (await visitor.ArriveAsync(returnUrl: "/b/general")).Location);
    }

    [Fact]
    public async Task A_code_is_asked_for_as_after_a_password()
    {
        var member = await Forum.MemberAsync();
        site.Comes();
        var key = "key of " + Forum.Fresh("app");
        site.Club.User = $"{{\"sub\":\"{key}\"}}";
        Assert.True((await Forum.Get<LinkedAccounts>().LinkAsync(member, Cast.Password, new ExternalAccount("club", key, "", null, false), TestContext.Current.CancellationToken)).IsDone);
        var secret = await Forum.Get<TwoFactor>().MakeSecretAsync();
        var code = AuthenticatorApp.Show(secret, TimeProvider.System.GetUtcNow());
        Assert.True((await Forum.Get<TwoFactor>().EnableAsync(member, Cast.Password, secret, code, TestContext.Current.CancellationToken)).IsDone);
        using var visitor = Forum.Guest();

        var answer = await visitor.ArriveAsync(returnUrl: "/b/general");

        Assert.Equal((302, "/sign-in/code?remember=1&returnUrl=%2Fb%2Fgeneral"), (answer.Status, answer.Location));
        Assert.Null(visitor.Cookie("forum"));
        Assert.Equal(200, (await visitor.SubmitAsync(answer.Location!, "code", ("Form.Code", "000000"))).Status);
        Assert.Null(visitor.Cookie("forum"));
        var next = AuthenticatorApp.Show(secret, TimeProvider.System.GetUtcNow().AddSeconds(30));
        Assert.Equal("/b/general", (await visitor.SubmitAsync(answer.Location!, "code", ("Form.Code", next))).Location);
        Assert.NotNull(visitor.Cookie("forum"));
    }

    [Fact]
    public async Task Whoever_is_locked_out_stays_out()
    {
        var (member, _) = await site.MemberOfClubAsync();
        await Forum.Get<ChangeMemberStatus>().SetLockedAsync(Forum.Ada, member.MemberId!.Value, locked: true, TestContext.Current.CancellationToken);
        using var visitor = Forum.Guest();

        var answer = await visitor.ArriveAsync();

        Assert.Contains("This account is locked.", answer.Body, StringComparison.Ordinal);
        Assert.Null(visitor.Cookie("forum"));
    }

    [Theory]
    [InlineData(OAuthFault.Denies, "Sign-in canceled. Try again, or sign in with your password.")]
    [InlineData(OAuthFault.FailsAtTheToken, DidNotWork)]
    [InlineData(OAuthFault.FailsAtTheUser, DidNotWork)]
    [InlineData(OAuthFault.TalksNonsense, DidNotWork)]
    [InlineData(OAuthFault.Hangs, DidNotWork)]
    public async Task Whatever_goes_wrong_there_is_said_plainly_and_signs_nobody_in(OAuthFault fault, string said)
    {
        await site.MemberOfClubAsync();
        site.Club.Fault = fault;
        using var visitor = Forum.Guest();

        var answer = await visitor.ArriveAsync();

        Assert.Equal(200, answer.Status);
        Assert.Contains(said, answer.Body, StringComparison.Ordinal);
        Assert.Null(visitor.Cookie("forum"));
        site.Club.Fault = OAuthFault.None;
    }

    [Theory]
    [InlineData("{\"name\":\"Nobody\"}", TookTooLong)]
    [InlineData("{\"sub\":null,\"name\":\"Nobody\"}", TookTooLong)]
    [InlineData("{\"sub\":{\"a\":1}}", TookTooLong)]
    [InlineData("{\"sub\":\"\"}", TookTooLong)]
    [InlineData("{\"sub\":\"a\\u0000b\"}", TookTooLong)]
    [InlineData("[1,2]", DidNotWork)]
    [InlineData("\"Dora\"", DidNotWork)]
    [InlineData("null", DidNotWork)]
    public async Task An_account_without_a_key_is_none(string user, string said)
    {
        (site.Club.Fault, site.Club.User) = (OAuthFault.None, user);
        using var visitor = Forum.Guest();

        var answer = await visitor.ArriveAsync();

        Assert.Equal(200, answer.Status);
        Assert.Contains(said, answer.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("value=\"external\"", answer.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_key_that_is_too_long_is_none_and_one_that_is_a_number_is_one()
    {
        using var visitor = Forum.Guest();
        site.Club.User = $"{{\"sub\":\"{new string('x', ExternalAccount.MaxKeyLength + 1)}\"}}";
        Assert.Contains(TookTooLong, (await visitor.ArriveAsync()).Body, StringComparison.Ordinal);

        site.Club.User = "{\"sub\":12345678901}";
        Assert.Contains("One more step", (await visitor.ArriveAsync()).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_comes_back_counts_once_and_only_where_it_was_begun_and_as_it_was()
    {
        await site.MemberOfClubAsync();
        using var visitor = Forum.Guest();
        using var other = Forum.Guest();
        var back = await OAuthTrips.AgreeAsync((await visitor.GetAsync("/sign-in/with/club")).Location!);

        // In another browser, with another state, without a state, and with no parameters at all.
        string[] wrong = [back.Replace("state=", "state=x", StringComparison.Ordinal), back.Split("&state=")[0], "/sign-in/with/club/answer", "/sign-in/with/club/answer?code=x&state=y"];
        Assert.Equal((302, "/sign-in?with=failed"), (await other.GetAsync(back)) is var elsewhere ? (elsewhere.Status, elsewhere.Location) : default);
        foreach (var path in wrong)
            Assert.Equal((path, "/sign-in?with=failed"), (path, (await visitor.GetAsync(path)).Location));

        Assert.StartsWith("/sign-in/with?", (await visitor.GetAsync(back)).Location!, StringComparison.Ordinal);
        Assert.Equal("/sign-in?with=failed", (await visitor.GetAsync(back)).Location);
        Assert.Null(other.Cookie("forum"));
        Assert.Contains(DidNotWork, (await other.GetAsync("/sign-in?with=failed")).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_having_been_there_the_page_has_no_form_and_takes_none()
    {
        using var visitor = Forum.Guest();
        var page = await visitor.GetAsync("/sign-in/with");
        Assert.Contains(TookTooLong, page.Body, StringComparison.Ordinal);
        var (name, token) = (Forum.Fresh("Mallory"), (await visitor.OpenAsync("/sign-in", "value=\"sign-in\""))["__RequestVerificationToken"]);

        await visitor.PostAsync("/sign-in/with", new Dictionary<string, string>
        {
            ["__RequestVerificationToken"] = token,
            ["_handler"] = "external",
            ["Form.Name"] = name,
            ["Form.Email"] = "mallory@example.org",
        });

        Assert.Null(await site.FindAsync(name));
        Assert.Null(visitor.Cookie("forum"));
    }

    [Theory]
    [InlineData("/sign-in/with/nowhere")]
    [InlineData("/sign-in/with/Club")]
    [InlineData("/sign-in/with/Identity.Application")]
    public async Task A_place_that_the_settings_do_not_have_is_not_there(string path)
    {
        using var visitor = Forum.Guest();

        Assert.Equal(404, (await visitor.GetAsync(path)).Status);
    }

    [Fact]
    public async Task What_somebody_elses_server_says_is_text_on_the_page()
    {
        site.Club.User = $"{{\"sub\":\"{Forum.Fresh("key")}\",\"name\":\"<b>Eve</b>\\u202Eevil\",\"email\":\"\\\"><script>@x\",\"email_verified\":true}}";
        using var visitor = Forum.Guest();

        var page = (await visitor.ArriveAsync()).Body;

        Assert.Contains("One more step", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<b>Eve", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<script>@x", page, StringComparison.Ordinal);
        Assert.DoesNotContain("readonly", page.Split("id=\"email\"")[1].Split('>')[0], StringComparison.Ordinal);
    }
}
