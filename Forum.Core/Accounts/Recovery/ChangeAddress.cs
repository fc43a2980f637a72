using Forum.Core.Data;
using Forum.Core.Mail;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Forum.Core.Accounts.Recovery;

/// <summary>How far a move to another address has come.</summary>
public enum AddressChangeStep
{
    /// <summary>This end has agreed; the mail to the other end has not been answered yet.</summary>
    WaitsForTheOther,

    /// <summary>Both have agreed: the account has the new address.</summary>
    Done,
}

/// <summary>
/// Moves an account to another address. The new one has to be confirmed, and the old one has to agree when it was confirmed
/// itself: whoever sits down at an open browser cannot take the account along.
/// </summary>
/// <param name="databases">Where a wish is looked up.</param>
/// <param name="normalizer">Identity's form of addresses for look-ups.</param>
/// <param name="limits">Counts the mails that are asked for.</param>
/// <param name="clock">Tells whether a wish has been given up.</param>
public sealed class ChangeAddress(
    IDbContextFactory<ForumDb> databases, ForumWriter writer, PasswordCheck check, ILookupNormalizer normalizer, RateLimits limits, TimeProvider clock)
{
    /// <summary>How long both ends have to agree.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromDays(2);

    /// <summary>The address that the viewer wants to move to; null when there is no such wish.</summary>
    public async Task<AddressChange?> FindAsync(Viewer viewer, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(viewer);
        var now = clock.GetUtcNow();
        await using var db = await databases.CreateDbContextAsync(cancellation);
        return await db.AddressChanges.AsNoTracking().FirstOrDefaultAsync(change => change.MemberId == viewer.MemberId && change.ExpiresAt >= now, cancellation);
    }

    /// <summary>Asks both ends. An earlier wish is forgotten.</summary>
    /// <param name="viewer">Whose account it is. Also somebody who has not confirmed the first address yet may.</param>
    /// <param name="password">The password; not asked of an account that has none and whose address nobody has confirmed.</param>
    /// <param name="newAddress">The address to move to.</param>
    public async Task<Outcome<Done>> AskAsync(Viewer viewer, string? password, string? newAddress, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(viewer);
        if (viewer.Hold == AccountHold.LockedOut)
            return Refusal.LockedOut;
        if (!RegisterMember.IsEmailAddress(newAddress))
            return new Refusal("Enter an email address, such as name@example.org.", "Email");
        if (!await IsUnprovenAsync(viewer, cancellation) && (await check.RunAsync(viewer, password, cancellation)).Refusal is { } wrong)
            return wrong;
        if ((limits.Count(LimitedAct.AccountMail, viewer.LimitKey) ?? limits.Count(LimitedAct.MailToStranger, normalizer.NormalizeEmail(newAddress!.Trim())!)) is { } tooMany)
            return tooMany;
        return await writer.WriteAsync<Done>(scope => AskAsync(scope, viewer, newAddress!.Trim(), cancellation), cancellation);
    }

    // Whoever came with an account elsewhere and has mistyped the address could neither set a password nor mend it.
    private async Task<bool> IsUnprovenAsync(Viewer viewer, CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        return await db.Users.AnyAsync(member => member.Id == viewer.MemberId && member.PasswordHash == null && !member.EmailConfirmed, cancellation);
    }

    /// <summary>Forgets the viewer's wish; the links in the mails are void.</summary>
    public Task<Outcome<Done>> StopAsync(Viewer viewer, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(viewer);
        return writer.WriteAsync<Done>(
            async scope => viewer.MemberId is { } id && await ForgetAsync(scope, id, cancellation) ? default(Done) : Refusal.NotFound,
            cancellation);
    }

    /// <summary>Whether a link out of one of the two mails can still be used.</summary>
    /// <param name="token">What the link carries.</param>
    public async Task<bool> CanBeUsedAsync(string? token, CancellationToken cancellation = default)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        return (await AccountTokens.FindAsync(db, token, TokenPurpose.ConfirmNewAddress, clock.GetUtcNow())
            ?? await AccountTokens.FindAsync(db, token, TokenPurpose.LeaveOldAddress, clock.GetUtcNow())) is not null;
    }

    /// <summary>One end agrees, with the link out of its mail.</summary>
    /// <param name="token">What the link carries.</param>
    public Task<Outcome<AddressChangeStep>> AgreeAsync(string? token, CancellationToken cancellation = default) => writer.WriteAsync<AddressChangeStep>(
        async scope =>
        {
            var isNewEnd = await AccountTokens.TakeAsync(scope, token, TokenPurpose.ConfirmNewAddress);
            if ((isNewEnd ?? await AccountTokens.TakeAsync(scope, token, TokenPurpose.LeaveOldAddress)) is not { } found)
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

    /// <summary>Stops the move from the old address, with the link out of its mail.</summary>
    /// <param name="token">What the link carries.</param>
    public Task<Outcome<Done>> StopAsync(string? token, CancellationToken cancellation = default) => writer.WriteAsync<Done>(
        async scope =>
        {
            if (await AccountTokens.TakeAsync(scope, token, TokenPurpose.LeaveOldAddress) is not { } found)
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
        await MailOutbox.AddAsync(scope, MailKind.ConfirmNewAddress, address, member.Id, ("token", token));
        if (member.EmailConfirmed)
        {
            var leave = await AccountTokens.MakeAsync(scope, member, TokenPurpose.LeaveOldAddress, member.Email!, Lifetime);
            await MailOutbox.AddAsync(scope, MailKind.LeaveOldAddress, member.Email!, member.Id, ("token", leave), ("address", address));
        }

        return default(Done);
    }

    private async Task<Outcome<AddressChangeStep>> MoveAsync(WriteScope scope, Member member, AddressChange change, CancellationToken cancellation)
    {
        var normalized = normalizer.NormalizeEmail(change.NewAddress);
        if (await scope.Db.Users.AnyAsync(other => other.NormalizedEmail == normalized && other.EmailConfirmed && other.Id != member.Id, cancellation))
            return new Refusal("This email address is already confirmed for another account. Use a different one.");
        var (old, wasConfirmed, wasHeld) = (member.Email!, member.EmailConfirmed, member.AwaitsConfirmation);
        member.Email = change.NewAddress;
        member.NormalizedEmail = normalized;
        member.EmailConfirmed = true;
        member.AwaitsConfirmation = false;
        member.SecurityStamp = Guid.NewGuid().ToString("N");
        await scope.Db.SaveChangesAsync(cancellation);
        await ForgetAsync(scope, member.Id, cancellation);
        await MailOutbox.AddAsync(scope, MailKind.AddressChanged, member.Email, member.Id, ("address", member.Email));
        if (wasConfirmed)
            await MailOutbox.AddAsync(scope, MailKind.AddressChanged, old, member.Id, ("address", member.Email));
        if (wasHeld)
            scope.Raise(new MemberStatusChanged(member.Id));
        return AddressChangeStep.Done;
    }

    private static async Task<bool> ForgetAsync(WriteScope scope, int memberId, CancellationToken cancellation)
    {
        scope.Db.ChangeTracker.Entries<AddressChange>().ToList().ForEach(entry => entry.State = EntityState.Detached);
        await scope.Db.AccountTokens
            .Where(token => token.MemberId == memberId && (token.Purpose == TokenPurpose.ConfirmNewAddress || token.Purpose == TokenPurpose.LeaveOldAddress))
            .ExecuteDeleteAsync(cancellation);
        return await scope.Db.AddressChanges.Where(change => change.MemberId == memberId).ExecuteDeleteAsync(cancellation) > 0;
    }
}
