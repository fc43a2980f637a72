using System.Text.RegularExpressions;
using Forum.Core.Access;
using Forum.Core.Data;
using Forum.Core.Members.Profiles;
using Forum.Core.Threads;
using Forum.Tests.Support;

namespace Forum.Tests.Members;

/// <summary>Signatures, shown under all posts of a member.</summary>
public class SignatureTests(CastForum forum) : IClassFixture<CastForum>
{
    [Fact]
    public async Task A_signature_stands_under_every_post_of_its_member_at_once_and_under_nobody_elses()
    {
        var member = await forum.MemberAsync();
        var thread = await forum.ThreadAsync(member);
        await forum.ReplyAsync(forum.Cleo, thread.ThreadId, "No signature.");
        await forum.ReplyAsync(member, thread.ThreadId, "Again.");
        Assert.Empty(await SignaturesAsync(thread));

        Assert.True((await SignAsync(member, "I **bake** at [home](https://example.org/bread), says @Cleo")).IsDone);

        var signatures = await SignaturesAsync(thread);
        Assert.Equal(2, signatures.Count);
        Assert.All(signatures, html => Assert.Contains("I <strong>bake</strong> at <a href=\"https://example.org/bread\" rel=\"nofollow ugc noopener\">home</a>", html, StringComparison.Ordinal));
        Assert.All(signatures, html => Assert.Contains("href=\"/u/Cleo\"", html, StringComparison.Ordinal));

        Assert.True((await SignAsync(member, "")).IsDone);
        Assert.Empty(await SignaturesAsync(thread));
    }

    [Theory]
    [InlineData("# Shout", "<h1")]
    [InlineData("![x](https://example.org/x.png)", "<img")]
    [InlineData("<img src=x onerror=alert(1)>", "<img")]
    [InlineData("<script>alert(1)</script>", "<script")]
    [InlineData("[x](javascript:alert(1))", "href=\"javascript")]
    [InlineData("[x](data:text/html;base64,PHNjcmlwdD4=)", "href=\"data")]
    [InlineData("> quote", "<blockquote")]
    [InlineData("- one", "<li")]
    [InlineData("---", "<hr")]
    [InlineData("| a | b |\n| - | - |", "<table")]
    [InlineData("<b onclick=alert(1)>x</b>", "<b ")]
    [InlineData("<!--actions-->", "<!--")]
    [InlineData("</div></article>", "</div>")]
    public async Task Only_the_small_dialect_is_taken_and_nothing_hostile_comes_through(string signature, string markup)
    {
        var member = await forum.MemberAsync();
        var thread = await forum.ThreadAsync(member);

        Assert.True((await SignAsync(member, signature)).IsDone);

        Assert.DoesNotContain(markup, Assert.Single(await SignaturesAsync(thread)), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task It_has_three_hundred_characters_in_three_lines_at_the_most()
    {
        var member = await forum.MemberAsync();

        Assert.True((await SignAsync(member, new string('x', MemberAbout.MaxSignatureLength))).IsDone);
        Assert.True((await SignAsync(member, "one\r\ntwo\r\nthree\r\n\r\n")).IsDone);
        foreach (var (signature, why) in new[]
        {
            (new string('x', MemberAbout.MaxSignatureLength + 1), "Use at most {0} characters."),
            ("one\ntwo\nthree\nfour", "Signatures can have at most {0} lines."),
            ("one\r\n\r\n\r\nfour", "Signatures can have at most {0} lines."),
        })
        {
            var refusal = (await SignAsync(member, signature)).Refusal;
            Assert.Equal((why, nameof(ProfileForm.Signature)), (refusal?.Text, refusal?.Field));
        }

        Assert.Equal("one\ntwo\nthree", (await forum.Get<ProfileReader>().FormAsync(member, TestContext.Current.CancellationToken)).Signature);
    }

    [Fact]
    public async Task A_removed_post_is_not_signed()
    {
        var member = await forum.MemberAsync();
        Assert.True((await SignAsync(member, "Yours truly")).IsDone);
        var thread = await forum.ThreadAsync();
        var post = (await forum.ReplyAsync(member, thread.ThreadId, "Gone soon.")).Value;
        Assert.Single(await SignaturesAsync(thread));

        Assert.True((await forum.RemoveAsync(forum.Mona, post.Id)).IsDone);

        Assert.Empty(await SignaturesAsync(thread));
    }

    [Fact]
    public async Task A_post_that_has_just_been_written_or_changed_is_signed_too()
    {
        var member = await forum.MemberAsync();
        Assert.True((await SignAsync(member, "Yours truly")).IsDone);
        var thread = await forum.ThreadAsync();

        var post = (await forum.ReplyAsync(member, thread.ThreadId, "New.")).Value;
        Assert.Contains("Yours truly", post.Signature, StringComparison.Ordinal);
        Assert.Contains("Yours truly", (await forum.EditAsync(member, post, "Newer.")).Value.Signature, StringComparison.Ordinal);
    }

    private Task<Outcome<Done>> SignAsync(Viewer member, string signature) =>
        forum.Get<ChangeProfile>().RunAsync(member, new ProfileForm("", "", "", null, null) { Signature = signature });

    // The signatures that a guest sees under the posts of a thread.
    private async Task<IReadOnlyList<string>> SignaturesAsync(ThreadPlace thread)
    {
        using var guest = forum.Guest();
        var page = await guest.GetAsync($"/t/{thread.ThreadId}/{thread.Slug}");
        Assert.Contains("id=\"p1\"", page.Body, StringComparison.Ordinal);
        return [.. Regex.Matches(page.Body, "<div class=\"post-signature prose muted\" dir=\"auto\">(.*?)</div>", RegexOptions.Singleline).Select(match => match.Groups[1].Value)];
    }
}
