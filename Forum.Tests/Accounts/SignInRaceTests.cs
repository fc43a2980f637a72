using Forum.Core.Access;
using Forum.Core.Accounts;
using Forum.Core.Accounts.Recovery;
using Forum.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Forum.Tests.Accounts;

/// <summary>What a sign-in reads before it hashes and writes after must not undo what was decided in between.</summary>
public class SignInRaceTests(CastForum forum) : IClassFixture<CastForum>
{
    private const int Rounds = 8;

    [Fact]
    public async Task A_failed_sign_in_undoes_nothing_that_happens_meanwhile()
    {
        var member = await forum.MemberAsync();
        var (standing, privacy) = (forum.Get<ChangeMemberStatus>(), forum.Get<ChangePrivacy>());
        for (var round = 0; round < Rounds; round++)
        {
            using var guesser = forum.Guest();
            var form = await FormAsync(guesser, member, "wrong words here");
            var guess = guesser.PostAsync("/sign-in", form);
            await Task.Delay(5 + (round * 5), TestContext.Current.CancellationToken);
            Assert.True((await standing.SetLockedAsync(forum.Ada, member.MemberId!.Value, locked: round % 2 == 0)).IsDone);
            Assert.True((await privacy.RunAsync(member, hidesLastSeen: round % 2 == 0, MessageSenders.Everybody)).IsDone);
            await guess;

            await using var db = await forum.Cast.OpenAsync();
            var row = await db.Users.AsNoTracking().SingleAsync(row => row.Id == member.MemberId, TestContext.Current.CancellationToken);
            Assert.Equal((round, round % 2 == 0, round % 2 == 0), (round, row.LockedAt is not null, row.HidesLastSeen));
        }
    }

    [Fact]
    public async Task A_sign_in_with_the_password_of_before_is_not_there_after_it_was_changed()
    {
        var member = await forum.MemberAsync();
        var (password, next) = (Cast.Password, "nine quiet lanterns");
        for (var round = 0; round < Rounds; round++)
        {
            using var old = forum.Guest();
            var form = await FormAsync(old, member, password);
            var signIn = old.PostAsync("/sign-in", form);
            await Task.Delay(round * 10, TestContext.Current.CancellationToken);
            Assert.True((await forum.Get<ChangePassword>().RunAsync(member, password, next)).IsDone);
            await signIn;

            Assert.Contains(">Sign in</a>", (await old.GetAsync("/")).Body, StringComparison.Ordinal);
            using var fresh = forum.Guest();
            await fresh.SignInAsync(member.Name, next);
            (password, next) = (next, password);
        }
    }

    private static async Task<Dictionary<string, string>> FormAsync(Visitor visitor, Viewer member, string password)
    {
        var form = await visitor.OpenAsync("/sign-in", "name=\"Form.Password\"");
        form["Form.Name"] = member.Name;
        form["Form.Password"] = password;
        return form;
    }
}
