using Forum.Core.Access;
using Forum.Core.Data;
using Forum.Core.Members;
using Forum.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Forum.Tests.Members;

/// <summary>Members' display preferences.</summary>
public class PreferencesTests(CastForum forum) : IClassFixture<CastForum>
{
    private static readonly PreferencesForm Usual = new(Theme.AsTheDevice, 1, true, true, "", "");

    [Fact]
    public async Task What_was_chosen_is_on_every_page_and_in_the_form_again()
    {
        var member = await forum.MemberAsync();
        var visitor = await forum.VisitorAsync(member);

        var answer = await visitor.SubmitAsync(
            "/settings/preferences", "preferences",
            ("Model.Theme", "2"), ("Model.PagesTogether", "3"), ("Model.TimeZone", "Asia/Tokyo"), ("Model.Language", "de-AT"));

        Assert.Equal((302, "/settings/preferences?done=preferences"), (answer.Status, answer.Location));
        var page = (await visitor.GetAsync("/")).Body;
        Assert.Contains("data-theme=\"dark\"", page, StringComparison.Ordinal);
        Assert.Contains("data-zone=\"Asia/Tokyo\" data-locale=\"de-AT\" data-signatures=\"off\"", page, StringComparison.Ordinal);
        Assert.Contains("in the Asia/Tokyo time zone", page, StringComparison.Ordinal);
        Assert.DoesNotContain("js/shortcuts", page, StringComparison.Ordinal);
        var form = (await visitor.GetAsync("/settings/preferences")).Body;
        Assert.Contains("<option value=\"2\" selected>Dark", form, StringComparison.Ordinal);
        Assert.Contains("<option value=\"3\" selected>60", form, StringComparison.Ordinal);
        Assert.Contains("<option value=\"Asia/Tokyo\" selected>", form, StringComparison.Ordinal);
        Assert.Contains("<option value=\"de-AT\" lang=\"de-AT\" selected>", form, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_has_chosen_nothing_and_whoever_is_not_signed_in_has_the_pages_as_they_are()
    {
        var member = await forum.VisitorAsync(await forum.MemberAsync());
        using var guest = forum.Guest();

        foreach (var page in new[] { (await member.GetAsync("/")).Body, (await guest.GetAsync("/")).Body })
        {
            foreach (var choice in new[] { "data-theme=", "data-zone=", "data-locale=", "data-signatures=" })
                Assert.DoesNotContain(choice, page, StringComparison.Ordinal);
        }

        Assert.Contains("js/shortcuts", (await member.GetAsync("/")).Body, StringComparison.Ordinal);
        Assert.DoesNotContain("js/shortcuts", (await guest.GetAsync("/")).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_theme_for_all_devices_replaces_the_one_that_was_switched_on_this_one()
    {
        var member = await forum.MemberAsync();
        using var visitor = forum.Guest();
        await visitor.SignInAsync(member.Name);
        visitor.Cookies.Add(new System.Net.Cookie("forum-theme", "light", "/", forum.Forum.Address.Host));
        Assert.Contains("data-theme=\"light\"", (await visitor.GetAsync("/")).Body, StringComparison.Ordinal);

        await visitor.SubmitAsync("/settings/preferences", "preferences", ("Model.Theme", "2"), ("Model.PagesTogether", "1"));

        Assert.Null(visitor.Cookie("forum-theme"));
        Assert.Contains("data-theme=\"dark\"", (await visitor.GetAsync("/")).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_switched_on_this_device_comes_before_what_was_chosen_for_all()
    {
        var member = await forum.MemberAsync();
        await ChangedAsync(member, Usual with { Theme = Theme.Dark });
        using var visitor = forum.Guest();
        await visitor.SignInAsync(member.Name);
        visitor.Cookies.Add(new System.Net.Cookie("forum-theme", "light", "/", forum.Forum.Address.Host));

        Assert.Contains("data-theme=\"light\"", (await visitor.GetAsync("/")).Body, StringComparison.Ordinal);
    }

    public static TheoryData<string, PreferencesForm> Impossible => new()
    {
        { nameof(PreferencesForm.Theme), Usual with { Theme = (Theme)3 } },
        { nameof(PreferencesForm.Theme), Usual with { Theme = (Theme)(-1) } },
        { nameof(PreferencesForm.PagesTogether), Usual with { PagesTogether = 0 } },
        { nameof(PreferencesForm.PagesTogether), Usual with { PagesTogether = 4 } },
        { nameof(PreferencesForm.PagesTogether), Usual with { PagesTogether = 1000 } },
        { nameof(PreferencesForm.TimeZone), Usual with { TimeZone = "Mars/Olympus" } },
        { nameof(PreferencesForm.TimeZone), Usual with { TimeZone = "../../etc/passwd" } },
        { nameof(PreferencesForm.TimeZone), Usual with { TimeZone = new string('x', 100) } },
        { nameof(PreferencesForm.Language), Usual with { Language = "xx-YY" } },
        { nameof(PreferencesForm.Language), Usual with { Language = "de" } },
        { nameof(PreferencesForm.Language), Usual with { Language = "\"><script>" } },
    };

    [Theory]
    [MemberData(nameof(Impossible))]
    public async Task What_there_is_not_is_refused_at_its_field_and_nothing_is_changed(string field, PreferencesForm form)
    {
        var member = await forum.MemberAsync();
        await ChangedAsync(member, Usual with { Theme = Theme.Dark, PagesTogether = 5 });

        var outcome = await forum.Get<ChangePreferences>().RunAsync(member, form, TestContext.Current.CancellationToken);

        Assert.Equal(field, outcome.Refusal?.Field);
        var choices = (await forum.Cast.NowAsync(member)).Preferences;
        Assert.Equal((Theme.Dark, 5), (choices.Theme, choices.PagesTogether));
    }

    [Theory]
    [InlineData("Model.Theme", "dark", "theme")]
    [InlineData("Model.PagesTogether", "", "pages")]
    [InlineData("Model.TimeZone", "Nowhere", "zone")]
    [InlineData("Model.Language", "xx", "language")]
    public async Task A_form_that_was_made_by_somebody_else_is_answered_with_what_is_wrong(string field, string value, string id)
    {
        var visitor = await forum.VisitorAsync(await forum.MemberAsync());

        var answer = await visitor.SubmitAsync("/settings/preferences", "preferences", [("Model.Theme", "0"), ("Model.PagesTogether", "1"), (field, value)]);

        Assert.Equal(200, answer.Status);
        Assert.Contains($"id=\"{id}-problem\"", answer.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_choice_that_the_page_offers_is_taken()
    {
        var member = await forum.MemberAsync();
        foreach (var pages in ViewerPreferences.PagesAtOnce)
            await ChangedAsync(member, Usual with { PagesTogether = pages });
        foreach (var zone in Web.Members.Settings.FormatLists.TimeZones)
            await ChangedAsync(member, Usual with { TimeZone = zone });
        foreach (var (language, _) in Web.Members.Settings.FormatLists.Languages)
            await ChangedAsync(member, Usual with { Language = language });

        Assert.True(Web.Members.Settings.FormatLists.TimeZones.Length > 100);
        Assert.True(Web.Members.Settings.FormatLists.Languages.Length > 100);
        await using var db = await forum.Cast.OpenAsync();
        Assert.Equal(1, await db.MemberPreferences.CountAsync(choices => choices.MemberId == member.MemberId, TestContext.Current.CancellationToken));
    }

    private async Task ChangedAsync(Viewer member, PreferencesForm form)
    {
        Outcome<Done> outcome = await forum.Get<ChangePreferences>().RunAsync(member, form);
        Assert.True(outcome.IsDone, $"{form}: {outcome.Refusal?.Text}");
    }
}
