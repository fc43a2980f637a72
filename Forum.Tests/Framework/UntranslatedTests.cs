using System.Reflection;
using System.Text.RegularExpressions;
using AngleSharp.Html.Parser;
using Forum.Core.Accounts;
using Forum.Core.Accounts.Credentials;
using Forum.Core.Data;
using Forum.Core.Mail;
using Forum.Core.Notifications;
using Forum.Tests.Architecture;
using Forum.Tests.Support;
using Forum.Web.Framework;
using Forum.Web.Mail;
using Microsoft.AspNetCore.Components.Endpoints;
using Microsoft.AspNetCore.Routing;

namespace Forum.Tests.Framework;

/// <summary>Everything that the forum says is translated: it says it in the pseudo language.</summary>
public partial class UntranslatedTests(PseudoForum site) : IClassFixture<PseudoForum>
{
    // The pages for what is missing, and for errors; and the one that only answers a form.
    private static readonly string[] Failing = ["/nowhere", "/u/Cleo", "/unsent"];

    private static readonly string[] Elsewhere =
    [
        "/t/{thread}/x?page=2", "/p/{removed}/restore", "/search?q=ответ&board=general", "/search?q=никого&author=Bob", "/b/general?show=removed", "/forgotten-password?done=1",
        "/new-password?token=x", "/confirm-address?token=x", "/change-address?token=x", "/sign-in?with=failed", "/settings/security?set-up=app", "/u/Mona", "/u/Bob/card",
        .. Failing,
    ];

    // What says them translated; compares them; and what isn't for visitors.
    private static readonly string[] Sayers = ["Forum.Web.Components.RefusalTexts", "Forum.Web.Live.LiveIsland", "Forum.Web.Commands", "Forum.Web.Hosting.BenchEndpoints"];

    [Theory]
    [InlineData("<p>⟦Hello ⟦there⟧⟧ Bob, Привет</p>", null)]
    [InlineData("<p>⟦Hello⟧ there</p>", "<p> ⟦Hello⟧ there")]
    [InlineData("<title>Boards</title>", "<title> Boards")]
    [InlineData("<a aria-label=\"Close\">×</a>", "<a aria-label> Close")]
    [InlineData("<input placeholder=\"Name\">", "<input placeholder> Name")]
    [InlineData("<input type=\"submit\" value=\"Send\"><input type=\"hidden\" value=\"x\">", "<input value> Send")]
    [InlineData("<div data-lost=\"Connection lost\" data-id=\"chat\"></div>", "<div data-lost> Connection lost")]
    [InlineData("<code>var</code><b translate=\"no\">RSS</b><a lang=\"en\">English</a>", null)]
    public void A_text_outside_of_the_brackets_is_found(string html, string? found) =>
        Assert.Equal(found is null ? [] : [found], SpokenTexts.Untranslated($"<html lang=\"qps-Ploc\"><body>{html}"));

    [Fact]
    public async Task Every_page_is_translated_for_everybody_and_so_are_the_refusals_of_its_forms()
    {
        var wrong = new Dictionary<string, string>();
        var refused = 0;
        foreach (var asked in Pages().Concat(Elsewhere.Select(Address)))
        {
            var shown = 0;
            foreach (var (name, visitor) in site.Everybody)
            {
                var (path, page) = await FollowAsync(visitor, asked);
                shown += page.Status == 200 ? 1 : 0;
                Check(page, $"{asked} for {name}");
                foreach (var form in name is "a guest" or "an administrator" ? Forms(page.Body) : [])
                {
                    var answer = await visitor.PostAsync(path, form);
                    refused += answer.Body.Contains("class=\"problem\"", StringComparison.Ordinal) ? 1 : 0;
                    Check(answer, $"{asked} refuses {name}");
                }
            }

            if (shown == 0 && !Failing.Contains(asked))
                wrong.Add(asked, "nobody");
        }

        Sources.AssertNone(wrong.Select(static found => $"{found.Key}: {found.Value}"));
        Assert.True(refused > 20, $"Only {refused} forms were refused.");

        void Check(Answer answer, string where)
        {
            foreach (var text in SpokenTexts.Untranslated(answer.Body))
                wrong.TryAdd(text, where);
        }
    }

    [Fact]
    public async Task Every_email_is_translated()
    {
        var wrong = new List<string>();
        foreach (var kind in site.Forum.Get<Register<MailDefinition>>().All)
        {
            foreach (var what in kind == AccountMails.SignInChanged ? Enum.GetNames<SignInChange>() : [""])
            {
                var values = new Dictionary<string, string>
                {
                    ["name"] = "Имя",
                    ["title"] = "Тема",
                    ["thread"] = "1",
                    ["number"] = "1",
                    ["token"] = "1",
                    ["address"] = "bob@example.org",
                    ["day"] = "2026-03-04",
                    ["what"] = what,
                };
                using var mail = await site.Forum.Get<MailComposer>().ComposeAsync(
                    new DueMail(1, Guid.NewGuid(), kind, "bob@example.org", site.Forum.Bob.MemberId, "Bob", values), TestContext.Current.CancellationToken);
                string[] lines = [mail.Subject!, .. Unwrapped(mail.TextBody!).Split('\n')];
                string[] said = [.. lines.Where(SpokenTexts.IsUntranslated), .. SpokenTexts.Untranslated(mail.HtmlBody!)];
                Assert.Contains($"lang=\"{PseudoTexts.Language}\"", mail.HtmlBody, StringComparison.Ordinal);
                wrong.AddRange(said.Select(text => $"{kind.Name}: {text}"));
            }
        }

        Sources.AssertNone(wrong);
    }

    [Fact]
    public async Task The_setup_and_a_page_about_an_email_are_translated()
    {
        await using var forum = await TestForum.StartAsync(PseudoTexts.Add, (Languages.Setting, PseudoTexts.Language));
        using var client = forum.CreateClient();
        var mail = new DueMail(1, Guid.NewGuid(), NotificationMails.Mentioned, "bob@example.org", site.Forum.Bob.MemberId, "Bob", new Dictionary<string, string>());
        var unsubscribe = Unsubscribing.PagePath(site.Forum.Get<Unsubscribing>().LinkOf(mail)!);

        Sources.AssertNone(SpokenTexts.Untranslated(await client.GetStringAsync("/set-up", TestContext.Current.CancellationToken)));
        Sources.AssertNone(SpokenTexts.Untranslated((await site.Everybody[0].Visitor.GetAsync(unsubscribe)).Body));
    }

    [Fact]
    public void Refusals_are_said_only_through_the_texts() => Sources.AssertNone(
        from method in CompiledCode.MethodsOf(typeof(Program).Assembly)
        where CompiledCode.UsesIn(method).Any(static use => use.Member is MethodBase { Name: "get_Text" } got && got.DeclaringType == typeof(Refusal))
        let source = method.DeclaringType!.FullName!
        where !Sayers.Any(sayer => source.StartsWith(sayer, StringComparison.Ordinal))
        select $"{source}.{method.Name}");

    [Fact]
    public void Scripts_say_only_what_the_page_gives_them() => Sources.AssertNone(
        from source in Sources.With(".js")
        from line in source.Lines
        where !line.TrimStart().StartsWith("//", StringComparison.Ordinal) && Sentence().IsMatch(line) && !line.Contains("new Error(", StringComparison.Ordinal)
        select $"{source.Path}: {line.Trim()}");

    // Each page that the forum has, with its parameters filled in.
    private IEnumerable<string> Pages() => site.Forum.Get<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
        .Where(static endpoint => endpoint.Metadata.GetMetadata<ComponentTypeMetadata>() is not null)
        .Select(static endpoint => "/" + endpoint.RoutePattern.RawText!.TrimStart('/'))
        .Where(static path => path is not ("/error" or "/not-found" or "/set-up" or "/unsubscribe") && !path.EndsWith("/restore", StringComparison.Ordinal))
        .Select(Address);

    private string Address(string path) => path
        .Replace("{Id:int}", "{thread}", StringComparison.Ordinal).Replace("{Id:long}", "{post}", StringComparison.Ordinal)
        .Replace("{Slug?}", "x", StringComparison.Ordinal).Replace("{Slug}", "general", StringComparison.Ordinal).Replace("{Name}", "Bob", StringComparison.Ordinal)
        .Replace("{thread}", $"{site.Thread.ThreadId}", StringComparison.Ordinal)
        .Replace("{post}", $"{site.PostId}", StringComparison.Ordinal).Replace("{removed}", $"{site.RemovedId}", StringComparison.Ordinal);

    private static async Task<(string Path, Answer Page)> FollowAsync(Visitor visitor, string path)
    {
        var page = await visitor.GetAsync(path);
        return page.Location is { } next && page.Status == 302 ? await FollowAsync(visitor, next) : (path, page);
    }

    // The forms with fields to fill in, left empty. One without may do something.
    private static IEnumerable<Dictionary<string, string>> Forms(string html) =>
        from form in new HtmlParser().ParseDocument(html).QuerySelectorAll("form[method=post]")
        where form.QuerySelector("[name=_handler]") is { } handler && handler.GetAttribute("value") != "remove" && form.QuerySelector("input:not([type=hidden]):not([type=checkbox]), textarea, select") is not null
        select form.QuerySelectorAll("[name]").GroupBy(static field => field.GetAttribute("name")!)
            .ToDictionary(static field => field.Key, static field => field.First().GetAttribute("type") == "hidden" ? field.First().GetAttribute("value") ?? "" : "");

    [GeneratedRegex(@"(['""`])[A-Z][a-z']+ [a-z][^'""`]*\1")]
    private static partial Regex Sentence();

    // A text that is longer than a line of an email goes on in the next one.
    private static string Unwrapped(string text) => BreakInParagraph().Replace(text.ReplaceLineEndings("\n"), " ");

    [GeneratedRegex("(?<!\n)\n(?!\n)")]
    private static partial Regex BreakInParagraph();
}
