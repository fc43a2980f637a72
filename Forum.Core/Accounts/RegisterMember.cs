using System.Net.Mail;
using System.Text;
using Forum.Core.Accounts.Settings;
using Forum.Core.Accounts.SigningIn;
using Forum.Core.Data;
using Forum.Core.Live;
using Forum.Core.Mail;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Forum.Core.Accounts;

/// <summary>What somebody fills in to get an account.</summary>
/// <param name="Name">The name that others see; <see cref="MemberNames"/> says what it may be.</param>
/// <param name="Email">The address, up to 254 characters; seen by the member and administrators only.</param>
/// <param name="Password">The password; <see cref="PasswordRules"/> says what it may be.</param>
public sealed record NewMember(string? Name, string? Email, string? Password)
{
    /// <summary>The code of an invitation, where one is needed.</summary>
    public string? Invitation { get; init; }

    /// <summary>
    /// The account elsewhere with which the member is going to sign in, which has just been vouched for; then there is no password. Null for none.
    /// </summary>
    public ExternalAccount? External { get; init; }

    /// <summary>Whether the terms were agreed to, where there are any.</summary>
    public bool AgreesToTerms { get; init; }

    /// <summary>Whether the age was confirmed, where that is asked.</summary>
    public bool IsOfAge { get; init; }
}

/// <summary>
/// Makes an account, as the settings have it. Refuses names, addresses and passwords outside the rules, and names that are taken. An
/// address that somebody has confirmed already is taken without a word, and its owner is told by mail: otherwise anybody could ask
/// whose address has an account. Only one of them can ever confirm it.
/// </summary>
/// <param name="hasher">Turns the password into what is stored.</param>
/// <param name="normalizer">Identity's form of names and addresses for look-ups.</param>
/// <param name="limits">Counts the mails to one address.</param>
public sealed class RegisterMember(ForumWriter writer, IPasswordHasher<Member> hasher, ILookupNormalizer normalizer, RateLimits limits)
{
    private static readonly Refusal AddressHasAccount =
        new("An account here already uses this email address. Sign in to it, then link the other account in your settings.", nameof(NewMember.Email));

    private static readonly Refusal Taken = new("This name is taken, or looks like one that is. Choose another.", nameof(NewMember.Name));

    /// <summary>Makes the account.</summary>
    /// <param name="limit">Asked when nothing else speaks against the account: why there may not be another one now, or null.</param>
    /// <returns>The member, as a viewer; or why not.</returns>
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

                // The address is whatever somebody has typed: nobody is to get more mails than they could have asked for themselves.
                if (limits.Count(LimitedAct.MailToStranger, member.NormalizedEmail!) is null)
                    await RegistrationPolicy.WriteMailsAsync(scope, settings, member, cancellation);
                await RegistrationPolicy.TellAdministratorsAsync(scope, member, cancellation);
                return new Viewer(member.Id, member.UserName!, member.Role);
            },
            cancellation);
    }

    /// <summary>What is wrong with the request as such, whoever else there is; null when nothing is.</summary>
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

    // Whoever comes with a confirmed address has proved that it is theirs: they are told when it has an account.
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

    /// <summary>Hashes the password, which takes a while and so happens before the transaction, and yields the maker of the row.</summary>
    internal Func<DateTimeOffset, Member> Prepare(NewMember request, Role role)
    {
        var hash = request.External is null ? Hash(request.Password!) : null;
        return now => NewRow(request, hash, role, now);
    }

    /// <summary>What is stored of a password. Takes a good part of a tenth of a second, by design.</summary>
    internal string Hash(string password) => hasher.HashPassword(null!, PasswordRules.Normalize(password));

    /// <summary>The row of an account; without a hash nobody can sign in to it.</summary>
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

    /// <summary>Adds the row and counts it, in the scope's transaction.</summary>
    internal static async Task<Outcome<Member>> AddAsync(WriteScope scope, Member member, CancellationToken cancellation)
    {
        if (await IsTakenAsync(scope.Db, member.NameSkeleton, member.NormalizedUserName!, null, cancellation))
            return Taken;

        scope.Db.Users.Add(member);
        await scope.Db.SaveChangesAsync(cancellation);
        await scope.Db.State.ExecuteUpdateAsync(
            state => state.SetProperty(s => s.MemberCount, s => s.MemberCount + 1).SetProperty(s => s.NewestMemberName, member.UserName),
            cancellation);
        scope.Raise(new MemberRegistered(member.Id, member.UserName!));
        return member;
    }

    /// <summary>Whether somebody else has this name, or had it.</summary>
    internal static async Task<bool> IsTakenAsync(ForumDb db, string skeleton, string normalizedName, int? exceptMemberId, CancellationToken cancellation) =>
        await db.Users.AnyAsync(
            other => (other.NameSkeleton == skeleton || other.NormalizedUserName == normalizedName) && other.Id != exceptMemberId, cancellation)
        || await db.FormerNames.AnyAsync(
            other => (other.NameSkeleton == skeleton || other.NormalizedName == normalizedName) && other.MemberId != exceptMemberId, cancellation);

    /// <summary>Whether this is an address that mail can go to.</summary>
    internal static bool IsEmailAddress(string? email)
    {
        if (email?.Trim() is not { Length: > 2 and <= OutboxMail.MaxAddressLength } trimmed || !MailAddress.TryCreate(trimmed, out var parsed) || parsed.Address != trimmed)
            return false;

        // Letters of any script: the mail server says whether it takes them (SMTPUTF8). No spaces or quotation marks, and no domain that is none.
        return parsed.User.All(static unit => unit is > ' ' and not '\u007f') && Uri.CheckHostName(parsed.Host) == UriHostNameType.Dns
            && trimmed.EnumerateRunes().All(static rune => Rune.IsLetterOrDigit(rune) || rune.IsAscii);
    }
}

/// <summary>Somebody got an account.</summary>
/// <param name="Name">The member's name.</param>
public sealed record MemberRegistered(int MemberId, string Name) : ForumEvent
{
    /// <inheritdoc />
    public override IReadOnlyList<LiveChannel> Channels { get; } = [LiveChannel.Home, LiveChannel.Members];
}
