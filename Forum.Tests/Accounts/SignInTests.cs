using Forum.Core.Accounts;
using Forum.Tests.Support;


namespace Forum.Tests.Accounts;

public class SignInTests(CastForum forum) : IClassFixture<CastForum>
{
    private const string WrongPassword = "eight blue umbrellas";

    [Theory]
    [InlineData("Bob")]
    [InlineData("BOB")]
    [InlineData("bob")]
    [InlineData("  Bob ")]
    [InlineData("Ｂob")]
    [InlineData("bob@example.org")]
    [InlineData("BOB@Example.Org")]
    public async Task A_member_signs_in_by_name_or_address_in_any_case(string name)
    {
        using var visitor = forum.Guest();

        var answer = await SignInAsync(visitor, name);

        Assert.Equal(302, answer.Status);
        Assert.Contains("account-name\">Bob<", (await visitor.GetAsync("/")).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_cookie_ends_with_the_browser_unless_it_shall_be_remembered()
    {
        using var forgets = forum.Guest();
        using var remembers = forum.Guest();

        await SignInAsync(forgets, "Bob");
        await SignInAsync(remembers, "Bob", more: ("Form.Remember", "true"));

        Assert.Equal(DateTime.MinValue, forgets.Cookie("forum")!.Expires);
        Assert.InRange(remembers.Cookie("forum")!.Expires, DateTime.Now.AddDays(20), DateTime.Now.AddDays(40));
        Assert.All([forgets.Cookie("forum")!, remembers.Cookie("forum")!], cookie => Assert.True(cookie.HttpOnly));
    }

    [Fact]
    public async Task Whoever_signs_out_is_a_guest_again()
    {
        using var visitor = forum.Guest();
        await SignInAsync(visitor, "Bob");
        var form = await visitor.OpenAsync("/", "action=\"/sign-out\"");

        var answer = await visitor.PostAsync("/sign-out", form);

        Assert.Equal((302, "/"), (answer.Status, answer.Location));
        Assert.Null(visitor.Cookie("forum"));
        Assert.Contains(">Sign in</a>", (await visitor.GetAsync("/")).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task After_ten_failures_the_right_password_is_refused_too_and_an_open_session_goes_on()
    {
        var member = await forum.MemberAsync();
        using var inside = forum.Guest();
        await SignInAsync(inside, member.Name);
        using var visitor = forum.Guest();
        var texts = new HashSet<string>();
        for (var failure = 0; failure < 10; failure++)
            texts.Add(Problem(await SignInAsync(visitor, member.Name, WrongPassword)));

        texts.Add(Problem(await SignInAsync(visitor, member.Name)));

        Assert.Single(texts);
        Assert.Null(visitor.Cookie("forum"));
        Assert.Contains($"account-name\">{member.Name}<", (await inside.GetAsync("/")).Body, StringComparison.Ordinal);
        Assert.True((await forum.ReplyAsync(member, (await forum.ThreadAsync()).ThreadId, "Still here")).IsDone);
    }

    [Fact]
    public async Task No_answer_tells_whether_there_is_an_account()
    {
        using var visitor = forum.Guest();
        var texts = new HashSet<string>();
        foreach (var (name, password) in new[]
        {
            ("Nobody", WrongPassword), ("nobody@example.org", WrongPassword), ("Cleo", WrongPassword), ("cleo@example.org", WrongPassword),
            ("Lars", Cast.Password), ("Lars", WrongPassword), ("", ""), ("Cleo", ""), ("a\uD800", "b"), ("a@\uFFFE", "b"),
                (new string('x', 300), "b"),
            ("Cleo", new string('x', 2000)), ("' OR 1=1 --", "b"),
        })
        {
            var answer = await SignInAsync(visitor, name, password);
            Assert.Equal((name, 200), (name, answer.Status));
            texts.Add(Problem(answer));
        }

        Assert.Single(texts);
        Assert.Null(visitor.Cookie("forum"));
    }

    [Fact]
    public async Task A_refusal_keeps_the_name_and_never_the_password()
    {
        using var visitor = forum.Guest();

        var answer = await SignInAsync(visitor, "Cleo", WrongPassword, ("Form.Remember", "true"));

        Assert.Contains("name=\"Form.Name\" value=\"Cleo\"", answer.Body, StringComparison.Ordinal);
        Assert.Contains("name=\"Form.Remember\" value=\"true\" checked", answer.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("umbrellas", answer.Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/b/general?page=2#p3", "/b/general?page=2#p3")]
    [InlineData("/t/1/größe", "/t/1/gr%C3%B6%C3%9Fe")]
    [InlineData("", "/")]
    [InlineData("b/general", "/")]
    [InlineData("//evil.example", "/")]
    [InlineData("/\\evil.example", "/")]
    [InlineData("\\\\evil.example", "/")]
    [InlineData("/\t/evil.example", "/")]
    [InlineData("/\r\nSet-Cookie: a=b", "/")]
    [InlineData("http://evil.example/", "/")]
    [InlineData("https:evil.example", "/")]
    [InlineData("javascript:alert(1)", "/")]
    [InlineData("/%5Cevil.example", "/%5Cevil.example")]
    public async Task The_way_back_stays_on_this_site(string returnUrl, string location)
    {
        using var visitor = forum.Guest();

        var answer = await visitor.SubmitAsync($"/sign-in?returnUrl={Uri.EscapeDataString(returnUrl)}", "sign-in", ("Form.Name", "Bob"),
            ("Form.Password", Cast.Password));

        Assert.Equal((302, location), (answer.Status, answer.Location));
    }

    [Theory]
    [InlineData("//evil.example")]
    [InlineData("/\\evil.example")]
    [InlineData("javascript:alert(1)")]
    public async Task A_way_back_that_was_changed_in_the_form_stays_on_this_site_too(string returnUrl)
    {
        using var visitor = forum.Guest();

        var signIn = await visitor.SubmitAsync("/sign-in", "sign-in", ("Form.Name", "Bob"), ("Form.Password", Cast.Password),
            ("Form.ReturnUrl", returnUrl));
        var theme = await visitor.GetAsync($"/theme?returnUrl={Uri.EscapeDataString(returnUrl)}");
        var form = await visitor.OpenAsync("/", "action=\"/sign-out\"");
        form["returnUrl"] = returnUrl;
        var signOut = await visitor.PostAsync("/sign-out", form);

        Assert.All([signIn, theme, signOut], answer => Assert.Equal((302, "/"), (answer.Status, answer.Location)));
    }

    [Fact]
    public async Task A_member_whose_account_is_locked_by_the_staff_is_told_on_every_page_and_can_do_nothing()
    {
        var member = await forum.MemberAsync();
        var visitor = await forum.VisitorAsync(member);
        var thread = await forum.ThreadAsync();
        await forum.Get<ChangeMemberStatus>().SetLockedAsync(forum.Ada, member.MemberId!.Value, locked: true, TestContext.Current.CancellationToken);

        var page = await visitor.GetAsync($"/t/{thread.ThreadId}/{thread.Slug}");

        Assert.Contains("Your account is locked", page.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("name=\"_handler\" value=\"reply\"", page.Body, StringComparison.Ordinal);
        Assert.Equal(404, (await visitor.GetAsync("/b/staff-room")).Status);
    }

    private static Task<Answer> SignInAsync(Visitor visitor, string name, string password = Cast.Password, params (string, string)[] more) =>
        visitor.SubmitAsync("/sign-in", "sign-in", [("Form.Name", name), ("Form.Password", password), .. more]);

    private static string Problem(Answer answer) => answer.Body.Split("<p class=\"problem\"")[1].Split("</p>")[0];
}
