using Forum.Core.Access;
using Forum.Core.Accounts.Recovery;
using Forum.Core.Accounts.Sessions;
using Forum.Core.Data;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Forum.Core.Accounts;

/// <summary>
/// Exports and deletes a member's account, profile, settings and sessions. The member's own row is emptied by the act
/// that deletes the account (<see cref="Member.Empty"/>).
/// </summary>
public sealed class AccountMemberData(Register<MailTopic> topics, Register<NotificationDefinition> notifications) : IMemberData
{
    /// <inheritdoc />
    public IReadOnlyCollection<Type> Tables { get; } =
    [
        typeof(Member), typeof(MemberAbout), typeof(MemberPreferences), typeof(MemberSession), typeof(FormerName), typeof(AccountToken), typeof(AddressChange),
        typeof(IdentityUserLogin<int>), typeof(IdentityUserClaim<int>), typeof(IdentityUserToken<int>), typeof(IdentityUserPasskey<int>),
    ];

    /// <inheritdoc />
    /// <remarks>At the top of <c>account.json</c>.</remarks>
    public int Order => -1;

    /// <inheritdoc />
    public async Task ExportAsync(MemberExport export, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(export);
        var (db, memberId) = (export.Db, export.MemberId);
        var member = await db.Users.AsNoTracking().Include(member => member.About).FirstAsync(member => member.Id == memberId, cancellation);
        var choices = await db.MemberPreferences.AsNoTracking().FirstOrDefaultAsync(choices => choices.MemberId == memberId, cancellation);
        export.AddToAccount(new
        {
            Name = member.UserName,
            member.Email,
            EmailIsConfirmed = member.EmailConfirmed,
            Role = member.Role.ToString(),
            member.JoinedAt,
            member.LastSeenAt,
            member.PostCount,
            member.ThreadCount,
            FormerNames = await db.FormerNames.Where(name => name.MemberId == memberId).Select(name => name.NormalizedName).ToListAsync(cancellation),
            Profile = ProfileOf(member),
            Settings = SettingsOf(member, choices),
            LinkedAccounts = await db.UserLogins.Where(login => login.UserId == memberId)
                .Select(login => new { login.LoginProvider, login.ProviderKey, Name = login.ProviderDisplayName }).ToListAsync(cancellation),
            Sessions = await db.MemberSessions.Where(session => session.MemberId == memberId)
                .Select(session => new { session.CreatedAt, session.LastUsedAt, session.Address, session.UserAgent }).ToListAsync(cancellation),
        });
    }

    /// <inheritdoc />
    public async Task ForgetAsync(WriteScope scope, int memberId, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(scope);
        var db = scope.Db;
        await SignInSessions.EndAsync(scope, memberId, static _ => true);
        await db.AccountTokens.Where(token => token.MemberId == memberId).ExecuteDeleteAsync(cancellation);
        await db.AddressChanges.Where(change => change.MemberId == memberId).ExecuteDeleteAsync(cancellation);
        await db.FormerNames.Where(former => former.MemberId == memberId).ExecuteDeleteAsync(cancellation);
        await db.MemberAbouts.Where(about => about.MemberId == memberId).ExecuteDeleteAsync(cancellation);
        await db.MemberPreferences.Where(choices => choices.MemberId == memberId).ExecuteDeleteAsync(cancellation);
        await db.UserLogins.Where(login => login.UserId == memberId).ExecuteDeleteAsync(cancellation);
        await db.UserClaims.Where(claim => claim.UserId == memberId).ExecuteDeleteAsync(cancellation);
        await db.UserTokens.Where(token => token.UserId == memberId).ExecuteDeleteAsync(cancellation);
        await db.UserPasskeys.Where(passkey => passkey.UserId == memberId).ExecuteDeleteAsync(cancellation);
    }

    private static object ProfileOf(Member member) => new
    {
        member.DisplayName,
        About = member.About?.Markdown,
        member.About?.Signature,
        member.About?.Location,
        member.About?.Website,
        member.About?.BirthMonth,
        member.About?.BirthDay,
    };

    private object SettingsOf(Member member, MemberPreferences? choices) => new
    {
        choices?.TimeZone,
        choices?.Language,
        Theme = choices?.Theme.ToString(),
        UnwantedMail = topics.NamesIn((int)member.UnwantedMail),
        MessagesFrom = member.MessagesFrom.ToString(),
        member.HidesLastSeen,
        member.WithoutViewHistory,
        NotTold = choices is null ? null : notifications.NamesIn((int)NotificationDefinition.Invert(notifications.All, choices.SilentKinds)),
        WantedMail = choices is null ? null : topics.NamesIn((int)choices.WantedMail),
        choices?.WatchesByHand,
        AsksForCodes = member.TwoFactorEnabled,
    };
}
