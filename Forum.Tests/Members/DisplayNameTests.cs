using Forum.Core.Access;
using Forum.Core.Accounts;
using Forum.Core.Data;
using Forum.Core.Members;
using Forum.Core.Members.Profiles;
using Forum.Tests.Support;


namespace Forum.Tests.Members;

/// <summary>Display names: nothing that makes a member look like someone else.</summary>
public class DisplayNameTests(CastForum forum) : IClassFixture<CastForum>
{
    [Theory]
    [InlineData("Guido van Example")]
    [InlineData("Ürsula Müller-Łódź")]
    [InlineData("田中 さくら")]
    [InlineData("محمد")]
    [InlineData("The one with the cat 🐈")]
    [InlineData("👩‍💻 at work")]
    [InlineData("<b>Bobby</b>")]
    public async Task Nearly_everything_can_be_one(string name)
    {
        var member = await forum.MemberAsync();

        Assert.Null(await RefusalAsync(member, name));

        Assert.Equal(name, (await forum.Get<MemberNameQueries>().ProfileAsync(member.Name, TestContext.Current.CancellationToken))!.DisplayName);
        var encoded = System.Net.WebUtility.HtmlEncode(name);
        var page = System.Net.WebUtility.HtmlDecode((await forum.Guest().GetAsync($"/u/{member.Name}")).Body.Replace(encoded, "HERE", StringComparison.Ordinal));
        Assert.True(page.Contains("HERE", StringComparison.Ordinal) || page.Contains(name, StringComparison.Ordinal), $"{name} is not on the profile.");
        Assert.DoesNotContain("<b>Bobby</b>", (await forum.Guest().GetAsync($"/u/{member.Name}")).Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Administrator")]
    [InlineData("Ad min")]
    [InlineData("m o d e r a t o r")]
    [InlineData("Аdmin")]
    [InlineData("S.t.a.f.f")]
    [InlineData("Former member")]
    [InlineData("ad\u200dmin")]
    [InlineData("a\u034fdmin")]
    [InlineData("adm\u2800in")]
    [InlineData("admin\ufe0f")]
    public async Task A_name_that_speaks_for_the_forum_is_for_administrators_alone(string name)
    {
        Assert.Equal("This name is reserved or too similar to a reserved one. Choose another.", await RefusalAsync(await forum.MemberAsync(), name));
        Assert.Equal("This name is reserved or too similar to a reserved one. Choose another.", await RefusalAsync(forum.Mona, name));
        Assert.Null(await RefusalAsync(forum.Ada, name));
        Assert.Null(await RefusalAsync(forum.Ada, ""));
    }

    [Theory]
    [InlineData("Cleo")]
    [InlineData("cleo")]
    [InlineData("C l e o")]
    [InlineData("Сleo")]
    [InlineData("C1eo")]
    [InlineData("Cl\u200deo")]
    [InlineData("Cleo\u3164")]
    public async Task Another_members_name_is_taken_with_spaces_and_look_alikes_too(string name) =>
        Assert.Equal("This name is too similar to another member's username. Choose another.", await RefusalAsync(await forum.MemberAsync(), name));

    [Fact]
    public async Task Ones_own_name_is_ones_own()
    {
        var member = await forum.MemberAsync();

        Assert.Null(await RefusalAsync(member, member.Name));
        Assert.Null(await RefusalAsync(member, string.Join(' ', member.Name.ToCharArray())));
    }

    [Theory]
    [InlineData("Bad\u202Egnp.exe")]
    [InlineData("\u2066Isolated\u2069")]
    [InlineData("Left\u200Eto right")]
    [InlineData("Zero\u200Bwidth")]
    [InlineData("\uFEFFMarked")]
    [InlineData("Bell\u0007")]
    [InlineData("\u200D")]
    [InlineData("\u2800")]
    [InlineData("\u3164")]
    [InlineData("\u034F")]
    [InlineData("\u17B4\u17B5")]
    [InlineData("\uFE0F")]
    [InlineData("\U000E0100")]
    [InlineData("\u180B")]
    [InlineData("\U0001D159")]
    public async Task Nothing_invisible_and_nothing_that_turns_the_direction_of_writing_is_in_one(string name)
    {
        var member = await forum.MemberAsync();

        Assert.Equal("Names can't contain invisible characters.", await RefusalAsync(member, name));
        Assert.Equal("", (await forum.Get<MemberNameQueries>().ProfileAsync(member.Name, TestContext.Current.CancellationToken))!.DisplayName);
    }

    [Fact]
    public async Task It_has_fifty_characters_at_the_most_and_one_line()
    {
        var member = await forum.MemberAsync();

        Assert.Null(await RefusalAsync(member, new string('x', MemberAbout.MaxDisplayNameLength)));
        Assert.Equal("Use at most {0} characters.", await RefusalAsync(member, new string('x', MemberAbout.MaxDisplayNameLength + 1)));
        Assert.Null(await RefusalAsync(member, "  Two \r\n\t lines  "));
        Assert.Equal("Two lines", (await forum.Get<MemberNameQueries>().ProfileAsync(member.Name, TestContext.Current.CancellationToken))!.DisplayName);
    }

    [Fact]
    public async Task A_refused_one_is_said_at_its_field_and_stays_as_typed()
    {
        var visitor = await forum.VisitorAsync(await forum.MemberAsync());

        var answer = await visitor.SubmitAsync("/settings/profile", "profile", ("Model.DisplayName", "Cleo"), ("Model.Signature", "Kept as typed"));

        Assert.Equal(200, answer.Status);
        Assert.Contains("id=\"display-name-problem\"", answer.Body, StringComparison.Ordinal);
        Assert.Contains("value=\"Cleo\"", answer.Body, StringComparison.Ordinal);
        Assert.Contains("Kept as typed", answer.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_stands_beside_the_name_at_every_post_at_once_and_never_instead_of_it()
    {
        var member = await forum.MemberAsync();
        var thread = await forum.ThreadAsync(member);
        using var guest = forum.Guest();
        Assert.DoesNotContain("post-author-display", (await guest.GetAsync($"/t/{thread.ThreadId}/{thread.Slug}")).Body, StringComparison.Ordinal);

        Assert.Null(await RefusalAsync(member, "The Baker"));

        var page = (await guest.GetAsync($"/t/{thread.ThreadId}/{thread.Slug}")).Body;
        Assert.Contains("post-author-display muted\" dir=\"auto\">The Baker</p>", page, StringComparison.Ordinal);
        Assert.Contains($"href=\"/u/{member.Name}\">{member.Name}</a>", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_name_that_somebody_had_is_theirs_alone_with_its_look_alikes()
    {
        var (member, other) = (await forum.MemberAsync(), await forum.MemberAsync());
        Assert.True((await forum.Get<ChangeName>().RunAsync(member, forum.Fresh("Renamed"))).IsDone);

        foreach (var name in new[] { member.Name, member.Name.ToUpperInvariant(), string.Join(' ', member.Name.ToCharArray()), member.Name.Replace('o', 'о') })
            Assert.Equal("This name is too similar to another member's username. Choose another.", await RefusalAsync(other, name));
        Assert.Null(await RefusalAsync(member, member.Name));
    }

    private async Task<string?> RefusalAsync(Viewer viewer, string name)
    {
        Outcome<Done> outcome = await forum.Get<ChangeProfile>().RunAsync(viewer, new ProfileForm("", "", "", null, null) { DisplayName = name });
        Assert.Equal(outcome.IsDone ? null : nameof(ProfileForm.DisplayName), outcome.Refusal?.Field);
        return outcome.Refusal?.Text;
    }
}
