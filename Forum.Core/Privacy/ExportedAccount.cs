using Forum.Core.Access;
using Forum.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace Forum.Core.Privacy;

/// <summary>
/// The contents of <c>account.json</c>: everything that the forum knows about a member, apart from their content.
/// </summary>
internal static class ExportedAccount
{
    /// <summary>Reads the data.</summary>
    public static async Task<object> ReadAsync(ForumDb db, int memberId, CancellationToken cancellation)
    {
        var member = await db.Users.AsNoTracking().Include(member => member.About).FirstAsync(member => member.Id == memberId, cancellation);
        var choices = await db.MemberPreferences.AsNoTracking().FirstOrDefaultAsync(choices => choices.MemberId == memberId, cancellation);
        return new
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
            Follows = await NamesAsync(db, db.MemberFollows.Where(follow => follow.FollowerId == memberId).Select(follow => follow.FollowedId), cancellation),
            Followers = await NamesAsync(db, db.MemberFollows.Where(follow => follow.FollowedId == memberId).Select(follow => follow.FollowerId), cancellation),
            Blocked = await NamesAsync(db, db.MemberBlocks.Where(block => block.MemberId == memberId).Select(block => block.BlockedId), cancellation),
            IgnoredBoards = await db.IgnoredBoards.Where(ignored => ignored.MemberId == memberId).Select(ignored => ignored.BoardId).ToListAsync(cancellation),
        };
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

    private static object SettingsOf(Member member, MemberPreferences? choices) => new
    {
        choices?.TimeZone,
        choices?.Language,
        Theme = choices?.Theme.ToString(),
        UnwantedMail = member.UnwantedMail.ToString(),
        MessagesFrom = member.MessagesFrom.ToString(),
        member.HidesLastSeen,
        member.WithoutViewHistory,
        NotTold = choices?.SilentKinds.ToString(),
        WantedMail = choices?.WantedMail.ToString(),
        choices?.WatchesByHand,
        AsksForCodes = member.TwoFactorEnabled,
    };

    private static Task<List<string>> NamesAsync(ForumDb db, IQueryable<int> ids, CancellationToken cancellation) =>
        db.Users.Where(member => ids.Contains(member.Id)).Select(member => member.UserName!).ToListAsync(cancellation);
}
