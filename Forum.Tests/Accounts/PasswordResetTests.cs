using System.Text.RegularExpressions;
using Forum.Core.Access;
using Forum.Core.Accounts.Credentials;
using Forum.Core.Accounts.Recovery;
using Forum.Core.Mail;
using Forum.Tests.Support;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Forum.Tests.Accounts;

/// <summary>A forum whose clock can be moved forward.</summary>
public sealed class MovableForum : IAsyncLifetime
{
    public MovableClock Clock { get; } = new();

    public CastForum Forum { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Forum = new CastForum { Replace = services => services.AddSingleton<TimeProvider>(Clock) };
        await Forum.InitializeAsync();
    }

    public ValueTask DisposeAsync() => Forum.DisposeAsync();
}

public class PasswordResetTests(MovableForum site) : IClassFixture<MovableForum>
{
    private const string Other = "nine quiet lanterns";

    private CastForum Forum => site.Forum;

    private Mailbox Mailbox => new(Forum.Forum);

    [Fact]
    public async Task Whoever_has_forgotten_the_password_sets_another_with_a_link_and_is_signed_out_everywhere_else()
    {
        var member = await Forum.MemberAsync();
        var inside = await Forum.VisitorAsync(member);
        using var visitor = Forum.Guest();
        var path = await AskAsync(visitor, member);

        var page = await visitor.GetAsync(path);
        Assert.Contains($"Set a new password for {member.Name}.", page.Body, StringComparison.Ordinal);
        var answer = await visitor.SubmitAsync(path, "new-password", ("Form.NewPassword", Other));

        Assert.Equal((302, "/sign-in?done=password"), (answer.Status, answer.Location));
        await visitor.SignInAsync(member.Name, Other);
        Assert.Contains(">Sign in</a>", (await inside.GetAsync("/")).Body, StringComparison.Ordinal);
        await Mailbox.NewestAsync(Address(member), "was changed");
        await using var db = await Forum.Cast.OpenAsync();
        Assert.True(await db.Users.Where(row => row.Id == member.MemberId).Select(row => row.EmailConfirmed).SingleAsync());
    }

    [Theory]
    [InlineData(false, 0)]
    [InlineData(true, 1)]
    public async Task What_a_stranger_left_in_an_account_with_somebody_elses_address_goes(bool wasConfirmed, int left)
    {
        var member = await Forum.MemberAsync();
        var passkeys = Forum.Get<Passkeys>();
        var passkey = new UserPasskeyInfo(Guid.NewGuid().ToByteArray(), [1], DateTimeOffset.UnixEpoch, 0, null, true, false, false, [2], [3]);
        Assert.True((await passkeys.AddAsync(member, Cast.Password, passkey, "A key under the mat")).IsDone);
        await using (var db = await Forum.Cast.OpenAsync())
        {
            await db.Users.Where(row => row.Id == member.MemberId)
                .ExecuteUpdateAsync(set => set.SetProperty(row => row.EmailConfirmed, wasConfirmed), TestContext.Current.CancellationToken);
        }

        using var visitor = Forum.Guest();
        var path = await AskAsync(visitor, member);
        Assert.Equal(302, (await visitor.SubmitAsync(path, "new-password", ("Form.NewPassword", Other))).Status);

        Assert.Equal(left, (await passkeys.ListAsync(member)).Count);
    }

    [Fact]
    public async Task A_link_works_once()
    {
        var member = await Forum.MemberAsync();
        using var visitor = Forum.Guest();
        var path = await AskAsync(visitor, member);
        var form = await visitor.OpenAsync(path, "new-password");
        form["Form.NewPassword"] = Other;
        Assert.Equal(302, (await visitor.PostAsync(path, form)).Status);

        Assert.Contains("has already been used or has expired", (await visitor.GetAsync(path)).Body, StringComparison.Ordinal);
        var reset = Forum.Get<ResetPassword>();
        Assert.False((await reset.RunAsync(path.Split('=')[^1], "ten other words here", TestContext.Current.CancellationToken)).IsDone);
    }

    [Fact]
    public async Task Of_two_who_use_a_link_at_once_one_gets_through()
    {
        var member = await Forum.MemberAsync();
        using var visitor = Forum.Guest();
        var token = (await AskAsync(visitor, member)).Split('=')[^1];
        var reset = Forum.Get<ResetPassword>();

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 4).Select(i => Task.Run(() => reset.RunAsync(token, $"a password numbered {i}"))));

        Assert.Single(outcomes, outcome => outcome.IsDone);
    }

    [Fact]
    public async Task A_link_is_void_after_two_hours_after_another_was_asked_for_and_after_the_password_was_changed()
    {
        var reset = Forum.Get<ResetPassword>();
        using var visitor = Forum.Guest();
        var (late, replaced, changed) = (await Forum.MemberAsync(), await Forum.MemberAsync(), await Forum.MemberAsync());
        var lateToken = await AskAsync(visitor, late);
        var replacedToken = await AskAsync(visitor, replaced);
        await AskAsync(visitor, replaced, 2);
        var changedToken = await AskAsync(visitor, changed);
        Assert.NotNull(await reset.FindAsync(Token(changedToken), TestContext.Current.CancellationToken));
        Assert.True((await Forum.Get<ChangePassword>().RunAsync(changed, Cast.Password, Other, TestContext.Current.CancellationToken)).IsDone);
        Assert.NotNull(await reset.FindAsync(Token(lateToken), TestContext.Current.CancellationToken));

        site.Clock.MoveOn(ResetPassword.Lifetime + TimeSpan.FromSeconds(1));

        foreach (var path in new[] { lateToken, replacedToken, changedToken, "/new-password?token=" + new string('a', 43), "/new-password?token=x" })
        {
            Assert.Contains("has already been used or has expired", (await visitor.GetAsync(path)).Body, StringComparison.Ordinal);
            Assert.False((await reset.RunAsync(Token(path), Other, TestContext.Current.CancellationToken)).IsDone);
        }
    }

    [Fact]
    public async Task The_answer_is_the_same_for_an_address_without_an_account_and_no_mail_goes_there()
    {
        var member = await Forum.MemberAsync();
        using var visitor = Forum.Guest();

        var known = await visitor.SubmitAsync("/forgotten-password", "forgotten", ("Form.Email", Address(member)));
        var unknown = await visitor.SubmitAsync("/forgotten-password", "forgotten", ("Form.Email", "nobody@example.org"));

        Assert.Equal((known.Status, known.Location), (unknown.Status, unknown.Location));
        await Mailbox.NewestAsync(Address(member), "Reset your password");
        Assert.Empty(await Mailbox.QueuedAsync("nobody@example.org"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("no address")]
    [InlineData("a@b\uFFFE.org")]
    public async Task What_is_no_address_is_refused_at_its_field_and_kept(string typed)
    {
        using var visitor = Forum.Guest();

        var answer = await visitor.SubmitAsync("/forgotten-password", "forgotten", ("Form.Email", typed));

        Assert.Equal(200, answer.Status);
        Assert.Contains("id=\"email-problem\"", answer.Body, StringComparison.Ordinal);
        if (typed.Length > 0)
            Assert.Contains($"value=\"{typed}\"", System.Net.WebUtility.HtmlDecode(answer.Body), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_weak_password_is_refused_and_the_link_still_works()
    {
        var member = await Forum.MemberAsync();
        using var visitor = Forum.Guest();
        var path = await AskAsync(visitor, member);

        var weak = await visitor.SubmitAsync(path, "new-password", ("Form.NewPassword", "password123"));
        var strong = await visitor.SubmitAsync(path, "new-password", ("Form.NewPassword", Other));

        Assert.Contains("id=\"new-password-problem\"", weak.Body, StringComparison.Ordinal);
        Assert.Equal(302, strong.Status);
    }

    [Fact]
    public async Task The_database_holds_nothing_that_a_link_could_be_made_of()
    {
        var member = await Forum.MemberAsync();
        using var visitor = Forum.Guest();
        var token = Token(await AskAsync(visitor, member));

        await Eventually.HoldsAsync(
            async () =>
            {
                await using var db = await Forum.Cast.OpenAsync();
                return !await db.OutboxMails.AnyAsync(mail => mail.To == Address(member) && mail.State == MailState.Waiting);
            },
            () => "The email wasn't marked as sent.");

        await using var db = await Forum.Cast.OpenAsync();
        Assert.DoesNotContain(await db.OutboxMails.Select(mail => mail.Data).ToListAsync(TestContext.Current.CancellationToken), data => data.Contains(token, StringComparison.Ordinal));
        Assert.DoesNotContain(await db.AccountTokens.Select(row => row.Hash).ToListAsync(TestContext.Current.CancellationToken), hash => hash == token);
        Assert.Matches(new Regex("^[A-Za-z0-9_-]{43}$"), token);
    }

    private async Task<string> AskAsync(Visitor visitor, Viewer member, int atLeast = 1)
    {
        var answer = await visitor.SubmitAsync("/forgotten-password", "forgotten", ("Form.Email", Address(member)));
        Assert.Equal((302, "/forgotten-password?done=1"), (answer.Status, answer.Location));
        return (await Mailbox.NewestAsync(Address(member), "Reset your password", atLeast)).Path("/new-password?token=");
    }

    private static string Token(string path) => path.Split('=')[^1];

    private static string Address(Viewer member) => $"{member.Name.ToLowerInvariant()}@example.org";
}
