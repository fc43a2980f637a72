using Forum.Core.Access;
using Forum.Core.Data;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;

namespace Forum.Core.Accounts.Credentials;

/// <summary>
/// Identity's store, limited to writing the columns it changed. The default writes the whole row as it was read: a
/// failed sign-in, which reads before hashing and writes after, would undo whatever an act changed in between.
/// </summary>
public sealed class MemberStore(ForumDb context) : UserOnlyStore<Member, ForumDb, int>(context)
{
    /// <inheritdoc />
    public override async Task<IdentityResult> UpdateAsync(Member user, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        ThrowIfDisposed();
        ArgumentNullException.ThrowIfNull(user);
        if (Context.Entry(user).State == EntityState.Detached)
            throw new InvalidOperationException("A member must be changed in the context it was read from.");
        user.ConcurrencyStamp = Guid.NewGuid().ToString();
        try
        {
            await SaveChanges(cancellationToken);
        }
        catch (DbUpdateConcurrencyException)
        {
            return IdentityResult.Failed(ErrorDescriber.ConcurrencyFailure());
        }

        return IdentityResult.Success;
    }
}
