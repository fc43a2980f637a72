using Forum.Core.Access;
using Forum.Core.Accounts.Recovery;
using Forum.Core.Accounts.Registration;
using Forum.Core.Data;
using Forum.Core.Text;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Forum.Core.Accounts;

/// <summary>
/// Changes the viewer's name, at most once in the number of days that the settings allow. The old name stays reserved:
/// links to it lead to the member, and no one else can take it.
/// </summary>
[ReliesOnSingleWriter("compares with current and former names, which no index spans")]
public sealed class ChangeName(ForumWriter writer, ILookupNormalizer normalizer)
{
    /// <summary>Changes the name. A change of case or accents counts as a change too.</summary>
    /// <param name="name">The new name; see <see cref="MemberNames"/> for the rules.</param>
    /// <returns>The new name.</returns>
    public Task<Outcome<string>> RunAsync(Viewer viewer, string? name, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(viewer);
        if (MemberNames.Refusal(name, viewer.IsAdministrator) is { } unfit)
            return Task.FromResult<Outcome<string>>(new Refusal(unfit, "Name"));
        var canonical = MemberNames.Canonical(name!);
        return writer.WriteAsync<string>(
            async scope =>
            {
                var actor = await MemberDirectory.CurrentAsync(scope.Db, viewer);
                if (!actor.IsMember)
                    return actor.RefusalToAct ?? Refusal.SignInFirst;
                var member = await scope.Db.Users.FirstAsync(member => member.Id == actor.MemberId, cancellation);
                if (member.UserName == canonical)
                    return new Refusal("This is already your username.", "Name");
                if (await TooSoonAsync(scope, member) is { } tooSoon)
                    return tooSoon;
                return await ChangeAsync(scope, member, canonical, cancellation);
            },
            cancellation);
    }

    private static async Task<Refusal?> TooSoonAsync(WriteScope scope, Member member)
    {
        var days = (await AccountPolicy.CurrentAsync(scope.Db)).NameChangeDays;
        return member.NameChangedAt is { } last && last.AddDays(days) > scope.Now
            ? new Refusal("You can change your username again on {0:D}.", "Name", last.AddDays(days))
            : null;
    }

    private async Task<Outcome<string>> ChangeAsync(WriteScope scope, Member member, string name, CancellationToken cancellation)
    {
        var (skeleton, normalized) = (MemberNames.Skeleton(name), normalizer.NormalizeName(name)!);
        if (await RegisterMember.IsTakenAsync(scope.Db, skeleton, normalized, member.Id, cancellation))
            return new Refusal("This username is taken or too similar to an existing one. Choose another.", "Name");

        var (oldName, oldNormalized, oldSkeleton) = (member.UserName!, member.NormalizedUserName!, member.NameSkeleton);

        // A name that the member takes back is no longer a former name.
        await scope.Db.FormerNames.Where(former => former.NormalizedName == normalized)
            .ExecuteDeleteAsync(cancellation);
        if (oldNormalized != normalized)
            scope.Db.FormerNames.Add(new FormerName { NormalizedName = oldNormalized, NameSkeleton = oldSkeleton, MemberId = member.Id });
        member.UserName = name;
        member.NormalizedUserName = normalized;
        member.NameSkeleton = skeleton;
        member.NameChangedAt = scope.Now;
        await scope.Db.SaveChangesAsync(cancellation);
        await scope.Db.State.Where(state => state.NewestMemberName == oldName)
            .ExecuteUpdateAsync(set => set.SetProperty(state => state.NewestMemberName, name), cancellation);
        scope.Raise(new MemberRenamed(member.Id, oldName, name));
        return name;
    }
}
