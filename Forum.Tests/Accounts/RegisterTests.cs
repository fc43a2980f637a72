using System.Net;
using System.Text.RegularExpressions;
using AngleSharp.Html.Parser;
using Forum.Core.Accounts;
using Forum.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Forum.Tests.Accounts;

public class RegisterTests(CastForum forum) : IClassFixture<CastForum>
{
    private const string Newcomers = "eight yellow umbrellas";

    [Theory]
    [InlineData("ab", "dora@example.org", Cast.Password, "name")]
    [InlineData("admin", "dora@example.org", Cast.Password, "name")]
    [InlineData("two words", "dora@example.org", Cast.Password, "name")]
    [InlineData("Bob", "dora@example.org", Cast.Password, "name")]
    [InlineData("B0b", "dora@example.org", Cast.Password, "name")]
    [InlineData("Dora", "", Cast.Password, "email")]
    [InlineData("Dora", "dora at home", Cast.Password, "email")]
    [InlineData("Dora", "dora\uFFFE@example.org", Cast.Password, "email")]
    [InlineData("Dora", "dora@example.org", "", "password")]
    [InlineData("Dora", "dora@example.org", "short-one", "password")]
    [InlineData("Dora", "dora@example.org", "dora@example.org", "password")]
    [InlineData("Dora", "dora@example.org", "1234567890", "password")]
    public async Task A_refusal_stands_at_its_field_and_keeps_what_was_typed_but_the_password(string name, string email, string password,
        string field)
    {
        using var visitor = forum.Guest();

        var answer = await visitor.SubmitAsync("/register", "register", ("Form.Name", name), ("Form.Email", email), ("Form.Password", password));

        Assert.Equal(200, answer.Status);
        Assert.Contains($"id=\"{field}-problem\"", answer.Body, StringComparison.Ordinal);
        Assert.Single(Regex.Matches(answer.Body, "-problem\" role"));
        var body = WebUtility.HtmlDecode(answer.Body);
        Assert.Contains($"name=\"Form.Name\" value=\"{name}\"", body, StringComparison.Ordinal);
        Assert.Contains(email.Length == 0 ? "name=\"Form.Email\"" : $"value=\"{email}\"", body, StringComparison.Ordinal);
        Assert.Null((await new HtmlParser().ParseDocumentAsync(answer.Body, TestContext.Current.CancellationToken)).QuerySelector("input[type=password]")!.GetAttribute("value"));
        if (password.Length > 0 && password != email)
            Assert.DoesNotContain(password, body, StringComparison.Ordinal);
        Assert.Null(visitor.Cookie("forum"));
    }

    [Theory]
    [InlineData("Bob")]
    [InlineData("bob")]
    [InlineData("B0b")]
    public async Task A_taken_name_and_one_that_looks_like_it_are_refused_in_the_same_words(string name)
    {
        using var visitor = forum.Guest();

        var answer = await visitor.SubmitAsync("/register", "register", ("Form.Name", name), ("Form.Email", "new@example.org"),
            ("Form.Password", Cast.Password));

        var problem = answer.Body.Split("id=\"name-problem\"")[1].Split("</p>")[0];
        Assert.Contains("This username is taken or too similar to an existing one. Choose another.", problem, StringComparison.Ordinal);
    }

    // Otherwise, anyone could find out who has an account.
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_address_that_has_an_account_gets_the_answer_of_a_fresh_one_and_stays_with_its_owner(bool isConfirmed)
    {
        var owner = await forum.MemberAsync();
        var address = $"{owner.Name.ToLowerInvariant()}@example.org";
        await using var db = await forum.Cast.OpenAsync();
        if (isConfirmed)
            await db.Users.Where(member => member.Id == owner.MemberId).ExecuteUpdateAsync(set => set.SetProperty(member => member.EmailConfirmed, true), TestContext.Current.CancellationToken);
        using var fresh = forum.Guest();
        using var newcomer = forum.Guest();

        var expected = await RegisterAsync(fresh, $"{forum.Fresh("nobody")}@example.org");
        var answer = await RegisterAsync(newcomer, address.ToUpperInvariant());

        Assert.Equal((302, expected.Location), (answer.Status, answer.Location));
        Assert.Equal(Neutral(expected.Body), Neutral(answer.Body));
        Assert.Equal(expected.Headers.Keys.Order(), answer.Headers.Keys.Order());
        Assert.NotNull(newcomer.Cookie("forum"));
        Assert.Equal(isConfirmed ? 1 : 0, await db.OutboxMails.CountAsync(
            mail => mail.Kind == AccountMails.AddressHasAccount.Kind && mail.MemberId == owner.MemberId && mail.To == address, TestContext.Current.CancellationToken));
        using var signsIn = forum.Guest();

        // Until someone confirms the address, each of them signs in to their own account with their own password.
        await signsIn.SubmitAsync("/sign-in", "sign-in", ("Form.Name", address), ("Form.Password", Newcomers));
        Assert.Equal(isConfirmed, signsIn.Cookie("forum") is null);
        Assert.DoesNotContain($">{owner.Name}</strong>", (await signsIn.GetAsync("/b/general")).Body, StringComparison.Ordinal);
        await signsIn.SignInAsync(address);
        Assert.Contains($">{owner.Name}</strong>", (await signsIn.GetAsync("/b/general")).Body, StringComparison.Ordinal);
        await forum.CountersAreRightAsync();
    }

    [Fact]
    public async Task A_new_member_is_signed_in_and_led_back_to_where_they_came_from()
    {
        using var visitor = forum.Guest();
        var name = forum.Fresh("Dora");

        var answer = await visitor.SubmitAsync("/register?returnUrl=%2Fb%2Fgeneral", "register", ("Form.Name", name),
            ("Form.Email", $"{name}@example.org"), ("Form.Password", Cast.Password));

        Assert.Equal((302, "/welcome?returnUrl=%2Fb%2Fgeneral"), (answer.Status, answer.Location));
        var welcome = (await visitor.GetAsync(answer.Location!)).Body;
        Assert.Contains($"sent a confirmation email to {name}@example.org.", welcome, StringComparison.Ordinal);
        Assert.Contains("href=\"/b/general\">Continue", welcome, StringComparison.Ordinal);
        var again = await visitor.SubmitAsync(answer.Location!, "again");
        Assert.Equal((302, "/welcome?returnUrl=%2Fb%2Fgeneral&done=again"), (again.Status, again.Location));
        Assert.Contains("We sent a link to", (await visitor.GetAsync(again.Location!)).Body, StringComparison.Ordinal);
        Assert.Contains($">{name}</strong>", (await visitor.GetAsync("/b/general")).Body, StringComparison.Ordinal);
        await forum.CountersAreRightAsync();
    }

    [Fact]
    public async Task Of_many_who_want_one_name_at_once_one_gets_it()
    {
        var name = forum.Fresh("Dora");
        var register = forum.Get<Forum.Core.Accounts.Registration.RegisterMember>();

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 4).Select(number => Task.Run(() =>
            register.RunAsync(new Forum.Core.Accounts.Registration.NewMember(name, $"{name}-{number}@example.org", Cast.Password)))));

        Assert.Single(outcomes, outcome => outcome.IsDone);
        await forum.CountersAreRightAsync();
    }

    private Task<Answer> RegisterAsync(Visitor visitor, string address) => visitor.SubmitAsync(
        "/register", "register", ("Form.Name", forum.Fresh("Dora")), ("Form.Email", address), ("Form.Password", Newcomers));

    // Removes what was typed, and what differs each time.
    private static string Neutral(string body) => Regex.Replace(body, "value=\"[^\"]*\"|<!--.*?-->", "", RegexOptions.Singleline);
}
