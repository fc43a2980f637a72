using System.Net;
using Forum.Tests.Support;

namespace Forum.Tests.Accounts;

public class RegisterTests(CastForum forum) : IClassFixture<CastForum>
{
    [Theory]
    [InlineData("ab", "dora@example.org", Cast.Password, "name")]
    [InlineData("admin", "dora@example.org", Cast.Password, "name")]
    [InlineData("two words", "dora@example.org", Cast.Password, "name")]
    [InlineData("Bob", "dora@example.org", Cast.Password, "name")]
    [InlineData("B0b", "dora@example.org", Cast.Password, "name")]
    [InlineData("Dora", "bob@example.org", Cast.Password, "name")]
    [InlineData("Dora", "BOB@Example.ORG", Cast.Password, "name")]
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
        Assert.Single(System.Text.RegularExpressions.Regex.Matches(answer.Body, "-problem\" role"));
        var body = WebUtility.HtmlDecode(answer.Body);
        Assert.Contains($"name=\"Form.Name\" value=\"{name}\"", body, StringComparison.Ordinal);
        Assert.Contains(email.Length == 0 ? "name=\"Form.Email\"" : $"value=\"{email}\"", body, StringComparison.Ordinal);
        Assert.DoesNotContain("type=\"password\" value", body, StringComparison.Ordinal);
        if (password.Length > 0 && password != email)
            Assert.DoesNotContain(password, body, StringComparison.Ordinal);
        Assert.Null(visitor.Cookie("forum"));
    }

    [Fact]
    public async Task A_taken_name_and_a_taken_address_get_the_same_answer()
    {
        using var visitor = forum.Guest();

        var name = await visitor.SubmitAsync("/register", "register", ("Form.Name", "Bob"), ("Form.Email", "new@example.org"),
            ("Form.Password", Cast.Password));
        var address = await visitor.SubmitAsync("/register", "register", ("Form.Name", "Newcomer"), ("Form.Email", "bob@example.org"),
            ("Form.Password", Cast.Password));

        Assert.Equal(Problem(name), Problem(address));
    }

    [Fact]
    public async Task A_new_member_is_signed_in_and_led_back_to_where_they_came_from()
    {
        using var visitor = forum.Guest();
        var name = forum.Fresh("Dora");

        var answer = await visitor.SubmitAsync("/register?returnUrl=%2Fb%2Fgeneral", "register", ("Form.Name", name),
            ("Form.Email", $"{name}@example.org"), ("Form.Password", Cast.Password));

        Assert.Equal((302, "/b/general"), (answer.Status, answer.Location));
        Assert.Contains($">{name}</span>", (await visitor.GetAsync("/b/general")).Body, StringComparison.Ordinal);
        await forum.CountersAreRightAsync();
    }

    [Fact]
    public async Task Of_many_who_want_one_name_at_once_one_gets_it()
    {
        var name = forum.Fresh("Dora");
        var register = forum.Get<Forum.Core.Accounts.RegisterMember>();

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 4).Select(number => Task.Run(() =>
            register.RunAsync(new Forum.Core.Accounts.NewMember(name, $"{name}-{number}@example.org", Cast.Password)))));

        Assert.Single(outcomes, outcome => outcome.IsDone);
        await forum.CountersAreRightAsync();
    }

    private static string Problem(Answer answer) => answer.Body.Split("-problem\"")[1].Split("</p>")[0];
}
