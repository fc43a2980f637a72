using Forum.Core.Access;
using Forum.Core.Accounts;
using Forum.Core.Data;
using Forum.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Forum.Tests.Accounts;

public sealed class ChangeMemberStatusTests : IAsyncLifetime
{
    private TestForum _forum = null!;
    private Cast _cast = null!;

    private ChangeMemberStatus Status => _forum.Services.GetRequiredService<ChangeMemberStatus>();

    public async ValueTask InitializeAsync()
    {
        _forum = await TestForum.StartAsync();
        _cast = await Cast.SetUpAsync(_forum);
    }

    public ValueTask DisposeAsync() => _forum.DisposeAsync();

    [Fact]
    public async Task Only_an_administrator_changes_a_standing_their_own_included()
    {
        foreach (var viewer in new[] { Viewer.Guest, _cast.Bob, _cast.Mona })
        {
            Assert.Same(Refusal.NotFound, (await Status.SetRoleAsync(viewer, Id(_cast.Bob), Role.Administrator)).Refusal);
            Assert.Same(Refusal.NotFound, (await Status.SetLockedAsync(viewer, Id(_cast.Cleo), locked: true)).Refusal);
        }

        Assert.Same(Refusal.LockedOut, (await Status.SetLockedAsync(_cast.Lars, Id(_cast.Lars), locked: false)).Refusal);
        Assert.Equal(Role.Member, (await _cast.NowAsync(_cast.Bob)).Role);
    }

    [Fact]
    public async Task A_role_is_one_of_the_three_and_the_member_one_of_those_there_are()
    {
        foreach (var role in new[] { Role.Guest, (Role)4, (Role)(-1) })
            Assert.NotNull((await Status.SetRoleAsync(_cast.Ada, Id(_cast.Bob), role)).Refusal);
        Assert.Same(Refusal.NotFound, (await Status.SetRoleAsync(_cast.Ada, 999, Role.Member)).Refusal);
    }

    [Fact]
    public async Task The_last_administrator_neither_steps_down_nor_is_locked()
    {
        Assert.NotNull((await Status.SetRoleAsync(_cast.Ada, Id(_cast.Ada), Role.Member)).Refusal);
        Assert.NotNull((await Status.SetLockedAsync(_cast.Ada, Id(_cast.Ada), locked: true)).Refusal);
        Assert.True((await _cast.NowAsync(_cast.Ada)).IsAdministrator);
    }

    [Fact]
    public async Task An_administrator_whose_account_is_locked_does_not_count_as_one()
    {
        await Status.SetRoleAsync(_cast.Ada, Id(_cast.Lars), Role.Administrator);

        Assert.NotNull((await Status.SetRoleAsync(_cast.Ada, Id(_cast.Ada), Role.Moderator)).Refusal);
    }

    [Fact]
    public async Task Two_administrators_who_demote_one_another_at_once_leave_one()
    {
        await Status.SetRoleAsync(_cast.Ada, Id(_cast.Cleo), Role.Administrator);
        var cleo = await _cast.NowAsync(_cast.Cleo);

        var outcomes = await Task.WhenAll(
            Status.SetRoleAsync(_cast.Ada, Id(cleo), Role.Member), Status.SetLockedAsync(cleo, Id(_cast.Ada), locked: true));

        Assert.Single(outcomes, outcome => outcome.IsDone);
        await using var db = await _cast.OpenAsync();
        Assert.Equal(1, await db.Users.CountAsync(m => m.Role == Role.Administrator && m.LockedAt == null, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_locked_member_is_a_guest_from_the_next_request_on_and_a_member_again_when_unlocked()
    {
        using var bob = await _cast.SignedInAsync(_cast.Bob);
        await Status.SetLockedAsync(_cast.Ada, Id(_cast.Bob), locked: true);
        Assert.Equal(Role.Guest, (await _cast.NowAsync(_cast.Bob)).Role);
        Assert.Contains(Refusal.LockedOut.Text, await bob.GetStringAsync("/", TestContext.Current.CancellationToken), StringComparison.Ordinal);

        await Status.SetLockedAsync(_cast.Ada, Id(_cast.Bob), locked: false);
        Assert.True((await _cast.NowAsync(_cast.Bob)).IsMember);
    }

    private static int Id(Viewer viewer) => viewer.MemberId!.Value;
}
