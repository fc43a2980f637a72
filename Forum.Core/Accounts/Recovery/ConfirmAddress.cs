using Forum.Core.Access;
using Forum.Core.Accounts.Registration;
using Forum.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace Forum.Core.Accounts.Recovery;

/// <summary>Confirms an account's address with a link from an email.</summary>
[ReliesOnSingleWriter("confirms the address that it has read")]
public sealed class ConfirmAddress(IDbContextFactory<ForumDb> databases, ForumWriter writer, RateLimits limits, TimeProvider clock)
{
    private static readonly Refusal Confirmed = new("Your email address is already confirmed.");
    private static readonly Refusal OfAnother =
        new("Another account already uses this email address. Sign in to that account, or change this account's email address in its settings.");

    /// <summary>Sends the viewer another link and invalidates the previous one.</summary>
    /// <returns>The address that it's sent to.</returns>
    public async Task<Outcome<string>> ResendAsync(Viewer viewer, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(viewer);
        if (viewer.MemberId is null)
            return Refusal.SignInFirst;
        if (viewer.Hold == AccountHold.LockedOut)
            return Refusal.LockedOut;
        if (limits.Count(AccountMailLimits.Requested, viewer.LimitKey) is { } tooMany)
            return tooMany;
        return await writer.WriteAsync<string>(
            async scope =>
            {
                var member = await scope.Db.Users.FirstOrDefaultAsync(member => member.Id == viewer.MemberId, cancellation);
                if (member is null)
                    return Refusal.NotFound;
                if (member.LockedAt is not null)
                    return Refusal.LockedOut;
                if (member.EmailConfirmed)
                    return Confirmed;

                // If another member has confirmed the address, a link would be useless; the owner was notified at
                // registration.
                if (!await IsOfAnotherAsync(scope.Db, member))
                    await RegistrationPolicy.AskToConfirmAsync(scope, member);
                return member.Email!;
            },
            cancellation);
    }

    /// <summary>Whether a link is still valid.</summary>
    public async Task<bool> CanBeUsedAsync(string? token, CancellationToken cancellation = default)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        return await AccountTokens.FindAsync(db, token, TokenPurpose.ConfirmAddress, clock.GetUtcNow()) is { } found && IsCurrent(found);
    }

    /// <summary>Confirms the address.</summary>
    /// <returns>The member's name.</returns>
    public Task<Outcome<string>> RunAsync(string? token, CancellationToken cancellation = default) => writer.WriteAsync<string>(
        async scope =>
        {
            if (await AccountTokens.TakeAsync(scope, token, TokenPurpose.ConfirmAddress) is not { } found || !IsCurrent(found))
                return Refusal.VoidLink;
            return await TryConfirmAsync(scope, found.Member, found.Address) ? found.Member.UserName! : OfAnother;
        },
        cancellation);

    /// <summary>Confirms an address that has received an email, in the transaction of an act.</summary>
    /// <returns>False if the account has a different address by now, or another account has confirmed this one.</returns>
    internal static async Task<bool> TryConfirmAsync(WriteScope scope, Member member, string address)
    {
        if (member.EmailConfirmed)
            return true;
        if (member.Email != address || await IsOfAnotherAsync(scope.Db, member))
            return false;
        member.EmailConfirmed = true;
        var wasHeld = member.AwaitsConfirmation;
        member.AwaitsConfirmation = false;
        await scope.Db.SaveChangesAsync();
        if (wasHeld)
            scope.Raise(new MemberStatusChanged(member.Id));
        return true;
    }

    // The link survives a new password, so check that the account still has this address.
    private static bool IsCurrent((Member Member, string Address) found) => found.Member.Email == found.Address;

    /// <summary>Whether another account has confirmed this account's address.</summary>
    internal static Task<bool> IsOfAnotherAsync(ForumDb db, Member member) =>
        db.Users.AnyAsync(other => other.NormalizedEmail == member.NormalizedEmail && other.EmailConfirmed && other.Id != member.Id);
}
