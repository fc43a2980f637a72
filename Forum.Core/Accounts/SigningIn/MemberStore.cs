using Forum.Core.Data;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;

namespace Forum.Core.Accounts.SigningIn;

/// <summary>
/// Identity's store, which writes of a member what it has changed and nothing else. Its own way writes the whole row as it was read: a
/// failed sign-in, which reads before it hashes and writes after, would undo whatever an act has changed in between.
/// </summary>
/// <param name="context">The context, of a request or of an act.</param>
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
