using Forum.Core.Access;
using Forum.Core.Accounts.Registration;
using Forum.Core.Data;
using Forum.Core.Mail;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Forum.Core.Accounts.Recovery;

/// <summary>The progress of an address change.</summary>
public enum AddressChangeStep
{
    /// <summary>This address has agreed; the other one hasn't yet.</summary>
    WaitsForTheOther,

    /// <summary>Both have agreed, and the account has the new address.</summary>
    Done,
}

/// <summary>
/// Changes an account's email address. The new address has to be confirmed, and the old one has to agree if it was
/// confirmed: someone at an unattended browser can't take over the account.
/// </summary>
[ReliesOnSingleWriter("changes the address after reading that both ends agreed")]
public sealed class ChangeAddress(
    IDbContextFactory<ForumDb> databases, ForumWriter writer, PasswordCheck check, ILookupNormalizer normalizer, RateLimits limits, TimeProvider clock)
{
    /// <summary>How long both addresses have to agree.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromDays(2);

    /// <summary>The viewer's pending address change; null if there is none.</summary>
    public async Task<AddressChange?> FindAsync(Viewer viewer, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(viewer);
        var now = clock.GetUtcNow();
        await using var db = await databases.CreateDbContextAsync(cancellation);
        return await db.AddressChanges.AsNoTracking().FirstOrDefaultAsync(change => change.MemberId == viewer.MemberId && change.ExpiresAt >= now, cancellation);
    }

    /// <summary>Sends links to both addresses. Replaces an earlier request.</summary>
    /// <param name="viewer">The member. Allowed even if the current address isn't confirmed.</param>
    /// <param name="password">The password; not required if the account has no password and the address isn't
    /// confirmed.</param>
    public async Task<Outcome<Done>> AskAsync(Viewer viewer, string? password, string? newAddress, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(viewer);
        if (viewer.Hold == AccountHold.LockedOut)
            return Refusal.LockedOut;
        if (!RegisterMember.IsEmailAddress(newAddress))
            return new Refusal("Enter an email address, such as name@example.org.", "Email");
        if (!await IsUnprovenAsync(viewer, cancellation) && (await check.RunAsync(viewer, password, cancellation)).Refusal is { } wrong)
            return wrong;
        if ((limits.Count(AccountMailLimits.Requested, viewer.LimitKey) ?? limits.Count(AccountMailLimits.ToStranger, normalizer.NormalizeEmail(newAddress!.Trim())!)) is { } tooMany)
            return tooMany;
        return await writer.WriteAsync<Done>(scope => AskAsync(scope, viewer, newAddress!.Trim(), cancellation), cancellation);
    }

    // Someone who signed up with an external account and mistyped the address could otherwise neither set a password
    // nor correct it.
    private async Task<bool> IsUnprovenAsync(Viewer viewer, CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        return await db.Users.AnyAsync(member => member.Id == viewer.MemberId && member.PasswordHash == null && !member.EmailConfirmed, cancellation);
    }

    /// <summary>Cancels the viewer's request and invalidates the links.</summary>
    public Task<Outcome<Done>> StopAsync(Viewer viewer, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(viewer);
        return writer.WriteAsync<Done>(
            async scope => viewer.MemberId is { } id && await ForgetAsync(scope, id, cancellation) ? default(Done) : Refusal.NotFound,
            cancellation);
    }

    /// <summary>Whether a link from one of the two emails is still valid.</summary>
    public async Task<bool> CanBeUsedAsync(string? token, CancellationToken cancellation = default)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        return (await AccountTokens.FindAsync(db, token, TokenPurpose.ConfirmNewAddress, clock.GetUtcNow())
            ?? await AccountTokens.FindAsync(db, token, TokenPurpose.ApproveAddressChange, clock.GetUtcNow())) is not null;
    }

    /// <summary>Agrees for one address, with the link from its email.</summary>
    public Task<Outcome<AddressChangeStep>> AgreeAsync(string? token, CancellationToken cancellation = default) => writer.WriteAsync<AddressChangeStep>(
        async scope =>
        {
            var isNewEnd = await AccountTokens.TakeAsync(scope, token, TokenPurpose.ConfirmNewAddress);
            if ((isNewEnd ?? await AccountTokens.TakeAsync(scope, token, TokenPurpose.ApproveAddressChange)) is not { } found)
                return Refusal.VoidLink;
            var change = await scope.Db.AddressChanges.FirstOrDefaultAsync(change => change.MemberId == found.Member.Id && change.ExpiresAt >= scope.Now, cancellation);
            if (change is null)
                return Refusal.VoidLink;
            change.NewEndAgreed |= isNewEnd is not null;
            change.OldEndAgreed |= isNewEnd is null;
            await scope.Db.SaveChangesAsync(cancellation);
            if (!change.NewEndAgreed || !change.OldEndAgreed)
                return AddressChangeStep.WaitsForTheOther;
            return await MoveAsync(scope, found.Member, change, cancellation);
        },
        cancellation);

    /// <summary>Cancels the change from the old address, with the link from its email.</summary>
    public Task<Outcome<Done>> StopAsync(string? token, CancellationToken cancellation = default) => writer.WriteAsync<Done>(
        async scope =>
        {
            if (await AccountTokens.TakeAsync(scope, token, TokenPurpose.ApproveAddressChange) is not { } found)
                return Refusal.VoidLink;
            await ForgetAsync(scope, found.Member.Id, cancellation);
            return default(Done);
        },
        cancellation);

    private async Task<Outcome<Done>> AskAsync(WriteScope scope, Viewer viewer, string address, CancellationToken cancellation)
    {
        var member = await scope.Db.Users.FirstOrDefaultAsync(member => member.Id == viewer.MemberId, cancellation);
        if (member is null)
            return Refusal.NotFound;
        if (member.LockedAt is not null)
            return Refusal.LockedOut;
        if (normalizer.NormalizeEmail(address) == member.NormalizedEmail && member.EmailConfirmed)
            return new Refusal("This is already your email address.", "Email");

        await ForgetAsync(scope, member.Id, cancellation);
        scope.Db.AddressChanges.Add(new AddressChange
        {
            MemberId = member.Id,
            NewAddress = address,
            OldEndAgreed = !member.EmailConfirmed,
            ExpiresAt = scope.Now + Lifetime,
        });
        await scope.Db.SaveChangesAsync(cancellation);

        var token = await AccountTokens.MakeAsync(scope, member, TokenPurpose.ConfirmNewAddress, address, Lifetime);
        await MailOutbox.AddAsync(scope, AccountMails.ConfirmNewAddress, address, member.Id, ("token", token));
        if (member.EmailConfirmed)
        {
            var leave = await AccountTokens.MakeAsync(scope, member, TokenPurpose.ApproveAddressChange, member.Email!, Lifetime);
            await MailOutbox.AddAsync(scope, AccountMails.ApproveAddressChange, member.Email!, member.Id, ("token", leave), ("address", address));
        }

        return default(Done);
    }

    private async Task<Outcome<AddressChangeStep>> MoveAsync(WriteScope scope, Member member, AddressChange change, CancellationToken cancellation)
    {
        var normalized = normalizer.NormalizeEmail(change.NewAddress);
        if (await scope.Db.Users.AnyAsync(other => other.NormalizedEmail == normalized && other.EmailConfirmed && other.Id != member.Id, cancellation))
            return new Refusal("Another account already uses this email address. Enter a different one.");
        var (old, wasConfirmed, wasHeld) = (member.Email!, member.EmailConfirmed, member.AwaitsConfirmation);
        member.Email = change.NewAddress;
        member.NormalizedEmail = normalized;
        member.EmailConfirmed = true;
        member.AwaitsConfirmation = false;
        member.SecurityStamp = Guid.NewGuid().ToString("N");
        await scope.Db.SaveChangesAsync(cancellation);
        await ForgetAsync(scope, member.Id, cancellation);
        await MailOutbox.AddAsync(scope, AccountMails.AddressChanged, member.Email, member.Id, ("address", member.Email));
        if (wasConfirmed)
            await MailOutbox.AddAsync(scope, AccountMails.AddressChanged, old, member.Id, ("address", member.Email));
        if (wasHeld)
            scope.Raise(new MemberStatusChanged(member.Id));
        return AddressChangeStep.Done;
    }

    private static async Task<bool> ForgetAsync(WriteScope scope, int memberId, CancellationToken cancellation)
    {
        scope.Db.ChangeTracker.Entries<AddressChange>().ToList().ForEach(entry => entry.State = EntityState.Detached);
        await scope.Db.AccountTokens
            .Where(token => token.MemberId == memberId && (token.Purpose == TokenPurpose.ConfirmNewAddress || token.Purpose == TokenPurpose.ApproveAddressChange))
            .ExecuteDeleteAsync(cancellation);
        return await scope.Db.AddressChanges.Where(change => change.MemberId == memberId).ExecuteDeleteAsync(cancellation) > 0;
    }
}
