using Forum.Core.Access;
using Forum.Core.Accounts;
using Forum.Core.Accounts.Recovery;
using Forum.Tests.Support;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Forum.Tests.Accounts;

/// <summary>
/// A sign-in reads before it hashes and writes afterwards. That mustn't undo changes made in between.
/// </summary>
public sealed class SignInRaceTests : IAsyncLifetime
{
    private readonly HeldHasher _hasher = new();
    private readonly CastForum _forum;

    public SignInRaceTests() => _forum = new CastForum { Replace = services => services.AddSingleton<IPasswordHasher<Member>>(_hasher) };

    public ValueTask InitializeAsync() => _forum.InitializeAsync();

    public ValueTask DisposeAsync() => _forum.DisposeAsync();

    [Fact]
    public async Task A_failed_sign_in_undoes_nothing_that_happens_meanwhile()
    {
        var member = await _forum.MemberAsync();
        using var guesser = _forum.Guest();
        var form = await FormAsync(guesser, member, "wrong words here");
        var held = _hasher.HoldNext();
        var guess = guesser.PostAsync("/sign-in", form);
        Assert.Equal(PasswordVerificationResult.Failed, await held.VerdictAsync());

        Assert.True((await _forum.Get<ChangeMemberStatus>().SetLockedAsync(_forum.Ada, member.MemberId!.Value, locked: true)).IsDone);
        Assert.True((await _forum.Get<ChangePrivacy>().RunAsync(member, hidesLastSeen: true, MessageSenders.Everybody)).IsDone);
        held.GoOn();
        await guess;

        await using var db = await _forum.Cast.OpenAsync();
        var row = await db.Users.AsNoTracking().SingleAsync(row => row.Id == member.MemberId, TestContext.Current.CancellationToken);
        Assert.Equal((true, true, 1), (row.LockedAt is not null, row.HidesLastSeen, row.AccessFailedCount));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_sign_in_with_the_password_of_before_is_not_there_after_it_was_changed(bool needsRehash)
    {
        var member = await _forum.MemberAsync();
        using var old = _forum.Guest();
        var form = await FormAsync(old, member, Cast.Password);
        var held = _hasher.HoldNext(needsRehash);
        var signIn = old.PostAsync("/sign-in", form);
        Assert.Equal(PasswordVerificationResult.Success, await held.VerdictAsync());

        Assert.True((await _forum.Get<ChangePassword>().RunAsync(member, Cast.Password, "nine quiet lanterns")).IsDone);
        held.GoOn();
        await signIn;

        Assert.Contains(">Sign in</a>", (await old.GetAsync("/")).Body, StringComparison.Ordinal);
        using var fresh = _forum.Guest();
        await fresh.SignInAsync(member.Name, "nine quiet lanterns");
        Assert.DoesNotContain(">Sign in</a>", (await fresh.GetAsync("/")).Body, StringComparison.Ordinal);
    }

    private static async Task<Dictionary<string, string>> FormAsync(Visitor visitor, Viewer member, string password)
    {
        var form = await visitor.OpenAsync("/sign-in", "name=\"Form.Password\"");
        form["Form.Name"] = member.Name;
        form["Form.Password"] = password;
        return form;
    }
}
