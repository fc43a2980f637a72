using System.Text.RegularExpressions;
using Forum.Core.Access;
using Forum.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Forum.Tests.Accounts;

public partial class TwoFactorTests(CastForum forum) : IClassFixture<CastForum>
{
    private static DateTimeOffset Now => TimeProvider.System.GetUtcNow();

    [Fact]
    public async Task With_an_app_the_password_alone_opens_nothing()
    {
        var (member, secret, _) = await EnabledAsync();
        using var visitor = forum.Guest();

        var first = await visitor.SubmitAsync("/sign-in?returnUrl=%2Fb%2Fgeneral", "sign-in", ("Form.Name", member.Name), ("Form.Password", Cast.Password));
        Assert.Equal((302, "/sign-in/code?remember=0&returnUrl=%2Fb%2Fgeneral"), (first.Status, first.Location));
        Assert.Null(visitor.Cookie("forum"));
        var wrong = await visitor.SubmitAsync(first.Location!, "code", ("Form.Code", "000 000"));
        Assert.Contains("id=\"code-problem\"", wrong.Body, StringComparison.Ordinal);
        Assert.Null(visitor.Cookie("forum"));
        var code = AuthenticatorApp.Show(secret, Now.AddSeconds(30));
        var right = await visitor.SubmitAsync(first.Location!, "code", ("Form.Code", $"{code[..3]} {code[3..]}"));

        Assert.Equal((302, "/b/general"), (right.Status, right.Location));
        Assert.Contains($"account-name\">{member.Name}<", (await visitor.GetAsync("/")).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_code_opens_once()
    {
        var (member, secret, _) = await EnabledAsync();
        var code = AuthenticatorApp.Show(secret, Now.AddSeconds(30));
        using var first = forum.Guest();
        using var second = forum.Guest();

        Assert.Equal(302, (await SignInAsync(first, member, code)).Status);
        var again = await SignInAsync(second, member, code);

        Assert.Contains("id=\"code-problem\"", again.Body, StringComparison.Ordinal);
        Assert.Contains(">Sign in</a>", (await second.GetAsync("/")).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_recovery_code_opens_once_and_the_member_hears_of_it()
    {
        var (member, _, codes) = await EnabledAsync();
        using var first = forum.Guest();
        using var second = forum.Guest();

        Assert.Equal(302, (await SignInAsync(first, member, codes[3].ToLowerInvariant())).Status);
        Assert.Contains("id=\"code-problem\"", (await SignInAsync(second, member, codes[3])).Body, StringComparison.Ordinal);

        Assert.Equal(10, codes.Count);
        await Eventually.HoldsAsync(
            () => new Mailbox(forum.Forum).To(Address(member)).Any(mail => mail.Text.ReplaceLineEndings(" ").Contains("with one of your recovery codes", StringComparison.Ordinal)),
            () => "No email about the recovery code.");
        Assert.Contains("You have 9 recovery codes left", (await first.GetAsync("/settings/security")).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_the_password_step_a_code_opens_nothing()
    {
        var (_, secret, _) = await EnabledAsync();
        using var visitor = forum.Guest();

        var answer = await visitor.SubmitAsync("/sign-in/code", "code", ("Form.Code", AuthenticatorApp.Show(secret, Now)));

        Assert.Contains("Sign in with your password again", answer.Body, StringComparison.Ordinal);
        Assert.Null(visitor.Cookie("forum"));
    }

    [Theory]
    [InlineData("123456", Cast.Password, "code")]
    [InlineData("", Cast.Password, "code")]
    [InlineData(null, "the wrong password", "app-password")]
    public async Task The_app_is_asked_for_only_when_code_and_password_are_right(string? code, string password, string field)
    {
        var member = await forum.MemberAsync();
        var visitor = await forum.VisitorAsync(member);
        var (secret, answer) = await SetUpAsync(visitor, code, password);

        Assert.Contains($"id=\"{field}-problem\"", answer.Body, StringComparison.Ordinal);
        Assert.Equal(secret, Secret(answer));
        await using var db = await forum.Cast.OpenAsync();
        Assert.False(await db.Users.Where(row => row.Id == member.MemberId).Select(row => row.TwoFactorEnabled).SingleAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task New_recovery_codes_void_the_old_and_both_ask_for_the_password()
    {
        var (member, _, codes) = await EnabledAsync();
        var visitor = await forum.VisitorAsync(member);

        var refused = await visitor.SubmitAsync("/settings/security", "app", ("App.Password", "wrong"), ("App.Act", "codes"));
        var renewed = await visitor.SubmitAsync("/settings/security", "app", ("App.Password", Cast.Password), ("App.Act", "codes"));

        Assert.Contains("id=\"app-password-problem\"", refused.Body, StringComparison.Ordinal);
        Assert.Empty(Codes(refused));
        Assert.Empty(Codes(renewed).Intersect(codes));
        using var other = forum.Guest();
        Assert.Contains("id=\"code-problem\"", (await SignInAsync(other, member, codes[0])).Body, StringComparison.Ordinal);
        Assert.Equal(302, (await SignInAsync(other, member, Codes(renewed)[0])).Status);
    }

    [Fact]
    public async Task Whoever_turns_it_off_signs_in_with_the_password_again()
    {
        var (member, secret, _) = await EnabledAsync();
        var visitor = await forum.VisitorAsync(member);

        var off = await visitor.SubmitAsync("/settings/security", "app", ("App.Password", Cast.Password), ("App.Act", "off"));

        Assert.Equal((302, "/settings/security?done=app"), (off.Status, off.Location));
        using var again = forum.Guest();
        await again.SignInAsync(member.Name);
        Assert.NotEqual(secret, Secret(await again.GetAsync("/settings/security?set-up=app")));
    }

    [Fact]
    public async Task A_secret_that_was_shown_and_not_used_is_nobodys()
    {
        var member = await forum.MemberAsync();
        var (visitor, other) = (await forum.VisitorAsync(member), await forum.VisitorAsync(await forum.MemberAsync()));
        var first = await visitor.GetAsync("/settings/security?set-up=app");
        Assert.NotEqual(Secret(first), Secret(await visitor.GetAsync("/settings/security?set-up=app")));

        // In another member's form, it's invalid.
        var stolen = Regex.Match(first.Body, "name=\"App.Secret\" value=\"([^\"]+)\"").Groups[1].Value;
        var answer = await other.SubmitAsync(
            "/settings/security?set-up=app", "app",
            ("App.Secret", stolen), ("App.Code", AuthenticatorApp.Show(Secret(first), Now)), ("App.Password", Cast.Password), ("App.Act", "on"));
        Assert.Contains("id=\"code-problem\"", answer.Body, StringComparison.Ordinal);
        Assert.NotEqual(Secret(first), Secret(answer));
    }

    [Fact]
    public async Task A_wrong_code_counts_as_a_failed_sign_in()
    {
        var (member, secret, _) = await EnabledAsync();
        using var visitor = forum.Guest();
        for (var failure = 0; failure < 10; failure++)
            await SignInAsync(visitor, member, "000000");

        var answer = await SignInAsync(visitor, member, AuthenticatorApp.Show(secret, Now.AddSeconds(30)));

        Assert.Null(visitor.Cookie("forum"));
        Assert.NotEqual(302, answer.Status);
    }

    [Fact]
    public async Task A_link_to_confirm_the_address_outlasts_that_it_is_turned_on()
    {
        var (member, _, _) = await EnabledAsync();
        var path = (await new Mailbox(forum.Forum).NewestAsync(Address(member), "Confirm")).Path("/confirm-address?token=");
        using var guest = forum.Guest();

        Assert.Contains($"Thanks, {member.Name}", (await guest.SubmitAsync(path, "confirm")).Body, StringComparison.Ordinal);
    }

    private async Task<(Viewer Member, string Secret, IReadOnlyList<string> Codes)> EnabledAsync()
    {
        var member = await forum.MemberAsync();
        var visitor = await forum.VisitorAsync(member);
        var (secret, answer) = await SetUpAsync(visitor, null, Cast.Password);
        Assert.Equal(200, answer.Status);
        var codes = Codes(answer);
        Assert.NotEmpty(codes);
        return (member, secret, codes);
    }

    // The page shows a secret and carries it in its form; the next time, it's a different one.
    private static async Task<(string Secret, Answer Answer)> SetUpAsync(Visitor visitor, string? code, string password)
    {
        var page = await visitor.GetAsync("/settings/security?set-up=app");
        var form = Cast.HiddenFields(page.Body.Split("<form").Select(part => part.Split("</form>")[0]).Single(part => part.Contains("App.Secret", StringComparison.Ordinal)));
        var secret = Secret(page);
        form["App.Code"] = code ?? AuthenticatorApp.Show(secret, Now);
        form["App.Password"] = password;
        form["App.Act"] = "on";
        return (secret, await visitor.PostAsync("/settings/security?set-up=app", form));
    }

    private static async Task<Answer> SignInAsync(Visitor visitor, Viewer member, string code)
    {
        var first = await visitor.SubmitAsync("/sign-in", "sign-in", ("Form.Name", member.Name), ("Form.Password", Cast.Password));
        return first.Status == 302 ? await visitor.SubmitAsync(first.Location!, "code", ("Form.Code", code)) : first;
    }

    private static string Secret(Answer page) => KeyText().Match(page.Body).Groups[1].Value.Replace(" ", "", StringComparison.Ordinal);

    private static List<string> Codes(Answer page) => [.. CodeText().Matches(page.Body).Select(match => match.Groups[1].Value)];

    private static string Address(Viewer member) => $"{member.Name.ToLowerInvariant()}@example.org";

    [GeneratedRegex("<code>([A-Z2-7 ]{32,})</code>")]
    private static partial Regex KeyText();

    [GeneratedRegex("<li>([0-9A-Z]{5}-[0-9A-Z]{5})</li>")]
    private static partial Regex CodeText();
}
