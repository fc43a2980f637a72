using Forum.Core.Access;
using Forum.Core.Data;
using Forum.Core.Members.Relations;
using Microsoft.EntityFrameworkCore;

namespace Forum.Core.Accounts;

/// <summary>
/// Changes a member's role and locks accounts. Administrators only. The last administrator can't step down or be
/// locked: a forum without an administrator would show its setup page to the next visitor.
/// </summary>
[ReliesOnSingleWriter("checks that an administrator remains")]
public sealed class ChangeMemberStatus(ForumWriter writer)
{
    private static readonly Refusal LastAdministrator = new("The forum needs at least one administrator. Make someone else an administrator first.");

    /// <summary>Changes a member's role.</summary>
    /// <param name="role">The new role; <see cref="Role.Guest"/> is refused.</param>
    public Task<Outcome<Done>> SetRoleAsync(Viewer viewer, int memberId, Role role, CancellationToken cancellation = default) =>
        role is Role.Member or Role.Moderator or Role.Administrator
            ? ChangeAsync(viewer, memberId, (member, _) => member.Role = role, cancellation)
            : Task.FromResult<Outcome<Done>>(new Refusal("Choose a role from the list."));

    /// <summary>
    /// Locks or unlocks a member's account. A locked account can't do anything from that moment, including on pages
    /// that are already open.
    /// </summary>
    public Task<Outcome<Done>> SetLockedAsync(Viewer viewer, int memberId, bool locked, CancellationToken cancellation = default) =>
        ChangeAsync(
            viewer,
            memberId,
            (member, now) =>
            {
                member.LockedAt = locked ? member.LockedAt ?? now : null;

                // Invalidates links in emails already sent. Sessions stay open, so that their pages can show what
                // happened.
                if (locked)
                    member.SecurityStamp = Guid.NewGuid().ToString("N");
            },
            cancellation);

    private Task<Outcome<Done>> ChangeAsync(Viewer viewer, int memberId, Action<Member, DateTimeOffset> change, CancellationToken cancellation) =>
        writer.WriteAsync<Done>(
            async scope =>
            {
                var actor = await MemberDirectory.CurrentAsync(scope.Db, viewer);
                if (!actor.IsAdministrator)
                    return actor.RefusalToAct ?? Refusal.NotFound;

                var member = await scope.Db.Users.FirstOrDefaultAsync(member => member.Id == memberId && member.DeletedAt == null, cancellation);
                if (member is null)
                    return Refusal.NotFound;

                change(member, scope.Now);
                await scope.Db.SaveChangesAsync(cancellation);
                if (!await Administrators.StayAsync(scope.Db, null, cancellation))
                    return LastAdministrator;

                if (member.Role >= Role.Moderator)
                    await BlockMember.EndAllAsync(scope, memberId, cancellation);
                scope.Raise(new MemberStatusChanged(memberId));
                return default(Done);
            },
            cancellation);
}
