using Forum.Core.Access;
using Forum.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Forum.Tests.Members;

public class ProfileTests(CastForum forum) : IClassFixture<CastForum>
{
    [Fact]
    public async Task What_a_member_says_of_themselves_is_on_their_profile_for_everybody()
    {
        var member = await forum.MemberAsync();

        var answer = await SaveAsync(member, text: "I **bake** bread with @Bob.", location: "Oslo", website: "https://example.org/bread", day: "29", month: "2");

        Assert.Equal((302, "/settings/profile?done=profile"), (answer.Status, answer.Location));
        using var guest = forum.Guest();
        var page = (await guest.GetAsync($"/u/{member.Name}/about")).Body;
        Assert.Contains("<strong>bake</strong>", page, StringComparison.Ordinal);
        Assert.Contains("href=\"/u/Bob\"", page, StringComparison.Ordinal);
        Assert.Contains("Oslo", page, StringComparison.Ordinal);
        Assert.Contains("href=\"https://example.org/bread\" rel=\"nofollow ugc noopener\"", page, StringComparison.Ordinal);
        Assert.Contains("February 29", page, StringComparison.Ordinal);
        var form = (await (await forum.VisitorAsync(member)).GetAsync("/settings/profile")).Body;
        Assert.Contains("I **bake** bread", form, StringComparison.Ordinal);
        Assert.Contains("value=\"29\" selected", form, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_empties_it_says_nothing_any_more()
    {
        var member = await forum.MemberAsync();
        await SaveAsync(member, text: "Hello there", location: "Oslo", day: "1", month: "1");

        await SaveAsync(member);

        var page = (await forum.Guest().GetAsync($"/u/{member.Name}/about")).Body;
        Assert.DoesNotContain("profile-about", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Oslo", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Website", "javascript:alert(1)", "website")]
    [InlineData("Website", "example.org", "website")]
    [InlineData("Website", "https://me:secret@example.org", "website")]
    [InlineData("Website", "https://example.org/a b", "website")]
    [InlineData("Website", "file:///etc/passwd", "website")]
    [InlineData("BirthDay", "31", "birthday")]
    [InlineData("BirthMonth", "2", "birthday")]
    [InlineData("BirthDay", "many", "birthday")]
    public async Task What_cannot_be_is_refused_at_its_field_and_kept(string field, string value, string id)
    {
        var member = await forum.MemberAsync();
        var visitor = await forum.VisitorAsync(member);

        var answer = await visitor.SubmitAsync("/settings/profile", "profile", ("Model.Text", "Kept as typed"), ($"Model.{field}", value));

        Assert.Equal(200, answer.Status);
        Assert.Contains($"id=\"{id}-problem\"", answer.Body, StringComparison.Ordinal);
        Assert.Contains("Kept as typed", answer.Body, StringComparison.Ordinal);
        await using var db = await forum.Cast.OpenAsync();
        Assert.False(await db.MemberAbouts.AnyAsync(about => about.MemberId == member.MemberId, TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("Text", 3001, "text")]
    [InlineData("Location", 61, "location")]
    [InlineData("Website", 201, "website")]
    public async Task What_is_too_long_is_refused_at_its_field(string field, int length, string id)
    {
        var member = await forum.MemberAsync();
        var visitor = await forum.VisitorAsync(member);
        var value = field == "Website" ? "https://example.org/".PadRight(length, 'x') : new string('x', length);

        var answer = await visitor.SubmitAsync("/settings/profile", "profile", ($"Model.{field}", value));

        Assert.Contains($"id=\"{id}-problem\"", answer.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_that_is_said_becomes_a_script()
    {
        var member = await forum.MemberAsync();

        await SaveAsync(member, text: "<script>alert(1)</script> [x](javascript:alert(1))", location: "<img src=x onerror=alert(1)>");

        var page = (await forum.Guest().GetAsync($"/u/{member.Name}")).Body;
        Assert.DoesNotContain("<script>alert", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<img src=x", page, StringComparison.Ordinal);
        Assert.DoesNotContain("href=\"javascript", page, StringComparison.Ordinal);
    }

    private async Task<Answer> SaveAsync(Viewer member, string text = "", string location = "", string website = "", string day = "", string month = "") =>
        await (await forum.VisitorAsync(member)).SubmitAsync(
            "/settings/profile", "profile",
            ("Model.Text", text), ("Model.Location", location), ("Model.Website", website), ("Model.BirthDay", day), ("Model.BirthMonth", month));
}
