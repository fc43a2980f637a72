using System.Text.RegularExpressions;
using Forum.Web.Access;
using Forum.Web.Components;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components;

namespace Forum.Tests.Architecture;

public partial class PageTests
{
    private static readonly IReadOnlyList<(Type Page, string Address)> Pages =
        [.. typeof(Program).Assembly.GetTypes().SelectMany(static type => type.GetCustomAttributes(typeof(RouteAttribute), true).Select(route => (type, ((RouteAttribute)route).Template)))];

    [Fact]
    public void There_are_pages() => Assert.NotEmpty(Pages);

    [Fact]
    public void Every_page_of_the_administration_asks_for_an_administrator()
    {
        var open = Pages
            .Where(static page => page.Address.StartsWith("/admin", StringComparison.OrdinalIgnoreCase))
            .Where(static page => !page.Page.GetCustomAttributes(typeof(AuthorizeAttribute), true).Cast<AuthorizeAttribute>().Any(asked => asked.Policy == Policies.Administrators));

        Sources.AssertNone(open.Select(static page => $"{page.Page.Name} at {page.Address}"));
    }

    [Fact]
    public void No_two_pages_have_one_address() =>
        Sources.AssertNone(Pages.GroupBy(static page => page.Address).Where(static group => group.Count() > 1).Select(static group => group.Key));

    [Fact]
    public void What_people_read_goes_through_the_translations()
    {
        var untranslated = Sources.With(".razor")
            .Where(static source => source.Path.StartsWith("Forum.Web/", StringComparison.Ordinal))
            .SelectMany(static source => Untranslated(string.Join('\n', source.Lines)).Select(text => $"{source.Path}: {text}"));

        Sources.AssertNone(untranslated);
    }

    [Theory]
    [InlineData("<p>Nothing here yet.</p>", "Nothing here yet.")]
    [InlineData("<p>@T[\"Nothing here yet.\"]</p>", null)]
    [InlineData("<button title=\"Close\">×</button>", "Close")]
    [InlineData("<input placeholder=\"Your name\" />", "Your name")]
    [InlineData("<p class=\"lead\">@Thread.Title</p>", null)]
    [InlineData("@if (_open)\n{\n  <b>@T[\"Open\"]</b>\n}\nelse\n{\n  <i>Closed</i>\n}", "Closed")]
    [InlineData("<script src=\"x.js\">var a = 1;</script>", null)]
    public void A_text_that_is_not_translated_is_found(string razor, string? found) => Assert.Equal(found is null ? [] : [found], Untranslated(razor));

    // Text directly between two tags, and in attributes that screen readers announce. Text with an expression is
    // skipped.
    private static IEnumerable<string> Untranslated(string razor)
    {
        var markup = Unread().Replace(razor.Split("\n@code")[0], "");
        return BetweenTags().Matches(markup).Concat(SpokenAttributes().Matches(markup))
            .Select(static match => match.Groups[1].Value.Trim())
            .Where(static text => Letters().IsMatch(Entities().Replace(text, "")));
    }

    [GeneratedRegex(@"(?s)@\*.*?\*@|<!--.*?-->|<script\b.*?</script>|<style\b.*?</style>|<code>.*?</code>")]
    private static partial Regex Unread();

    [GeneratedRegex(@"<(?:p|li|h[1-6]|b|i|em|strong|span|a|button|label|td|th|dt|dd|summary|legend|option|caption|figcaption|small|title)\b(?:[^<>""]|""[^""]*"")*>([^<>@{}]+)</")]
    private static partial Regex BetweenTags();

    [GeneratedRegex(@"\s(?:title|placeholder|alt|aria-label|Label|Title)=""([^""@]+)""")]
    private static partial Regex SpokenAttributes();

    [GeneratedRegex(@"&\w+;")]
    private static partial Regex Entities();

    [GeneratedRegex(@"\p{L}{2}")]
    private static partial Regex Letters();
}
