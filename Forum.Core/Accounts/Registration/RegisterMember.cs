using System.Net.Mail;
using System.Text;
using Forum.Core.Access;
using Forum.Core.Accounts.Credentials;
using Forum.Core.Accounts.Recovery;
using Forum.Core.Data;
using Forum.Core.Live;
using Forum.Core.Mail;
using Forum.Core.Text;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Forum.Core.Accounts.Registration;

/// <summary>A registration, as submitted.</summary>
/// <param name="Name">The public name; see <see cref="MemberNames"/> for the rules.</param>
/// <param name="Email">The address, up to 254 characters; visible only to the member and administrators.</param>
/// <param name="Password">The password; see <see cref="PasswordRules"/> for the rules.</param>
public sealed record NewMember(string? Name, string? Email, string? Password)
{
    /// <summary>The invitation code, if one is required.</summary>
    public string? Invitation { get; init; }

    /// <summary>
    /// The external account, already verified, that the member will sign in with instead of a password. Null for none.
    /// </summary>
    public ExternalAccount? External { get; init; }

    /// <summary>Whether the member agreed to the terms, if there are any.</summary>
    public bool AgreesToTerms { get; init; }

    /// <summary>Whether the member confirmed their age, if required.</summary>
    public bool IsOfAge { get; init; }
}

/// <summary>
/// Registers a member according to the settings. Refuses names, addresses and passwords that break the rules, and names
/// that are taken. If someone has already confirmed the address, registration proceeds without saying so and the owner
/// is notified by email: otherwise anyone could find out which addresses have an account. Only one member can ever
/// confirm an address.
/// </summary>
[ReliesOnSingleWriter("compares with current and former names, which no index spans")]
public sealed class RegisterMember(ForumWriter writer, IPasswordHasher<Member> hasher, ILookupNormalizer normalizer, RateLimits limits)
{
    /// <summary>How many accounts may be created from one network address.</summary>
    public static readonly RateLimit Limit = new(
        "RegistrationsPerHour", 10, TimeSpan.FromHours(1), "accounts created, per address",
        new Refusal("Too many accounts were created from your network. Try again in an hour."));

    private static readonly Refusal AddressHasAccount =
        new("An account with this email address already exists. Sign in to it, then link the other account in your settings.", nameof(NewMember.Email));

    private static readonly Refusal Taken = new("This username is taken or too similar to an existing one. Choose another.", nameof(NewMember.Name));

    /// <summary>Creates the account.</summary>
    /// <param name="limit">Called if everything else is fine: why another account can't be created now, or null.</param>
    /// <returns>The member as a viewer, or a refusal.</returns>
    public async Task<Outcome<Viewer>> RunAsync(NewMember request, Func<Refusal?>? limit = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        if ((Check(request) ?? limit?.Invoke()) is { } refusal)
            return refusal;

        var prepare = Prepare(request, Role.Member);
        return await writer.WriteAsync<Viewer>(
            async scope =>
            {
                var member = prepare(scope.Now);
                var settings = await AccountPolicy.CurrentAsync(scope.Db, cancellation);
                if (await RegistrationPolicy.AskAsync(scope, settings, request, member) is { } notAdmitted)
                    return notAdmitted;
                if (await LinkRefusalAsync(scope, request, member, cancellation) is { } notLinked)
                    return notLinked;
                var added = await AddAsync(scope, member, cancellation);
                if (!added.IsDone)
                    return added.Refusal!;
                if (request.External is { } external)
                    LinkedAccounts.Add(scope, member.Id, external);
                await scope.Db.SaveChangesAsync(cancellation);

                // The address is whatever was typed: its owner must not get more emails than they could have triggered
                // themselves.
                if (limits.Count(AccountMailLimits.ToStranger, member.NormalizedEmail!) is null)
                    await RegistrationPolicy.WriteMailsAsync(scope, settings, member, cancellation);
                await RegistrationPolicy.NotifyAdministratorsAsync(scope, member, cancellation);
                return new Viewer(member.Id, member.UserName!, member.Role);
            },
            cancellation);
    }

    /// <summary>What's wrong with the request itself, regardless of other members; null if nothing is.</summary>
    internal static Refusal? Check(NewMember request, bool mayBeReserved = false)
    {
        if (MemberNames.Refusal(request.Name, mayBeReserved) is { } name)
            return new Refusal(name, nameof(NewMember.Name));
        if (!IsEmailAddress(request.Email))
            return new Refusal("Enter an email address, such as name@example.org.", nameof(NewMember.Email));
        if (request.External is not null)
            return null;
        return PasswordRules.Refusal(request.Password, request.Name, request.Email) is { } password
            ? new Refusal(password, nameof(NewMember.Password))
            : null;
    }

    // Anyone with a confirmed external address has proved that it's theirs, so they may learn that it has an account.
    private static async Task<Refusal?> LinkRefusalAsync(WriteScope scope, NewMember request, Member member, CancellationToken cancellation)
    {
        if (request.External is not { } external)
            return null;
        if (await LinkedAccounts.OwnerAsync(scope.Db, external, cancellation) is not null)
            return new Refusal("This account is already linked to another member.");
        if (!external.EmailIsConfirmed || external.Email != member.Email)
            return null;
        if (await scope.Db.Users.AnyAsync(other => other.NormalizedEmail == member.NormalizedEmail && other.EmailConfirmed, cancellation))
            return AddressHasAccount;
        (member.EmailConfirmed, member.AwaitsConfirmation) = (true, false);
        return null;
    }

    /// <summary>
    /// Hashes the password, which is slow and so happens before the transaction, and returns a factory for the row.
    /// </summary>
    internal Func<DateTimeOffset, Member> Prepare(NewMember request, Role role)
    {
        var hash = request.External is null ? Hash(request.Password!) : null;
        return now => NewRow(request, hash, role, now);
    }

    /// <summary>The stored form of a password. Takes a good part of a tenth of a second, by design.</summary>
    internal string Hash(string password) => hasher.HashPassword(null!, PasswordRules.Normalize(password));

    /// <summary>The account's row; without a hash, no one can sign in to it.</summary>
    internal Member NewRow(NewMember request, string? hash, Role role, DateTimeOffset joinedAt)
    {
        var name = MemberNames.Canonical(request.Name!);
        var email = request.Email!.Trim();
        return new Member
        {
            UserName = name,
            NormalizedUserName = normalizer.NormalizeName(name),
            NameSkeleton = MemberNames.Skeleton(name),
            Email = email,
            NormalizedEmail = normalizer.NormalizeEmail(email),
            PasswordHash = hash,
            SecurityStamp = Guid.NewGuid().ToString("N"),
            LockoutEnabled = true,
            Role = role,
            JoinedAt = joinedAt,
        };
    }

    /// <summary>Adds the row and updates the counts, in the scope's transaction.</summary>
    internal static async Task<Outcome<Member>> AddAsync(WriteScope scope, Member member, CancellationToken cancellation, bool isImported = false)
    {
        if (await IsTakenAsync(scope.Db, member.NameSkeleton, member.NormalizedUserName!, null, cancellation))
            return Taken;

        scope.Db.Users.Add(member);
        await scope.Db.SaveChangesAsync(cancellation);
        await scope.Db.State.ExecuteUpdateAsync(
            state => state.SetProperty(s => s.MemberCount, s => s.MemberCount + 1).SetProperty(s => s.NewestMemberName, member.UserName),
            cancellation);
        scope.Raise(new MemberRegistered(member.Id, member.UserName!, isImported));
        return member;
    }

    /// <summary>Whether another member has or had this name.</summary>
    internal static async Task<bool> IsTakenAsync(ForumDb db, string skeleton, string normalizedName, int? exceptMemberId, CancellationToken cancellation) =>
        await db.Users.AnyAsync(
            other => (other.NameSkeleton == skeleton || other.NormalizedUserName == normalizedName) && other.Id != exceptMemberId, cancellation)
        || await db.FormerNames.AnyAsync(
            other => (other.NameSkeleton == skeleton || other.NormalizedName == normalizedName) && other.MemberId != exceptMemberId, cancellation);

    /// <summary>Whether this is an address that can receive email.</summary>
    internal static bool IsEmailAddress(string? email)
    {
        if (email?.Trim() is not { Length: > 2 and <= OutboxMail.MaxAddressLength } trimmed || !MailAddress.TryCreate(trimmed, out var parsed) || parsed.Address != trimmed)
            return false;

        // Letters of any script are allowed: the mail server decides whether it accepts them (SMTPUTF8). No spaces or
        // quotation marks, and the domain must be valid.
        return parsed.User.All(static unit => unit is > ' ' and not '\u007f') && Uri.CheckHostName(parsed.Host) == UriHostNameType.Dns
            && trimmed.EnumerateRunes().All(static rune => Rune.IsLetterOrDigit(rune) || rune.IsAscii);
    }
}

/// <summary>A member registered.</summary>
/// <param name="IsImported">Whether they joined elsewhere and were imported.</param>
public sealed record MemberRegistered(int MemberId, string Name, bool IsImported = false) : ForumEvent
{
    /// <inheritdoc />
    public override IReadOnlyList<LiveChannel> Channels { get; } = [LiveChannel.Members];
}
