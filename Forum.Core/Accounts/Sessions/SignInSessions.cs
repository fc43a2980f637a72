using Forum.Core.Data;
using Forum.Core.Posts;
using Microsoft.EntityFrameworkCore;

namespace Forum.Core.Accounts.Sessions;

/// <summary>A session as its member sees it.</summary>
/// <param name="CreatedAt">When the member signed in.</param>
/// <param name="LastUsedAt">When it was used last.</param>
/// <param name="Address">The network address that it was used from last.</param>
/// <param name="UserAgent">What the browser says that it is.</param>
public sealed record SessionView(Guid Id, DateTimeOffset CreatedAt, DateTimeOffset LastUsedAt, string Address, string UserAgent);

/// <summary>The sign-ins of a member: begun, listed, ended.</summary>
public sealed class SignInSessions(IDbContextFactory<ForumDb> databases, ForumWriter writer)
{
    /// <summary>A member with more sessions than this loses the one that was not used for longest.</summary>
    public const int Most = 50;

    /// <summary>Begins a session. For whoever has just made sure who the member is.</summary>
    /// <param name="address">The network address.</param>
    /// <param name="userAgent">What the browser says that it is; cut at <see cref="MemberSession.MaxUserAgentLength"/>.</param>
    /// <param name="stamp">
    /// The security stamp of the account when that was made sure; null when nothing was read before. With another one meanwhile, or a
    /// lock, no session begins: the password that was right is so no more.
    /// </param>
    /// <returns>Its key; null when the account has changed meanwhile.</returns>
    public async Task<Guid?> StartAsync(int memberId, string address, string userAgent, string? stamp = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(userAgent);
        var outcome = await writer.WriteAsync<Guid?>(
            async scope =>
            {
                var isAsBefore = await scope.Db.Users.AnyAsync(
                    member => member.Id == memberId && (stamp == null || (member.SecurityStamp == stamp && member.LockedAt == null)), cancellation);
                if (!isAsBefore)
                    return (Guid?)null;
                var session = new MemberSession
                {
                    Id = Guid.NewGuid(),
                    MemberId = memberId,
                    CreatedAt = scope.Now,
                    LastUsedAt = scope.Now,
                    Address = address,
                    UserAgent = ShownText.Beginning(userAgent, MemberSession.MaxUserAgentLength),
                };
                scope.Db.MemberSessions.Add(session);
                await scope.Db.SaveChangesAsync(cancellation);
                var others = await scope.Db.MemberSessions.Where(other => other.MemberId == memberId)
                    .Select(other => new { other.Id, other.LastUsedAt }).ToListAsync(cancellation);
                Guid[] oldest = [.. others.OrderByDescending(other => other.LastUsedAt).Skip(Most).Select(other => other.Id)];
                if (oldest.Length > 0)
                    await EndAsync(scope, memberId, one => oldest.Contains(one.Id));
                return (Guid?)session.Id;
            },
            cancellation);
        return outcome.Value;
    }

    /// <summary>The viewer's sessions, the one that was used last first.</summary>
    /// <param name="viewer">Who looks; a guest has none.</param>
    public async Task<IReadOnlyList<SessionView>> ListAsync(Viewer viewer, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(viewer);
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var sessions = await db.MemberSessions
            .Where(session => session.MemberId == viewer.MemberId)
            .Select(session => new SessionView(session.Id, session.CreatedAt, session.LastUsedAt, session.Address, session.UserAgent))
            .ToListAsync(cancellation);
        return [.. sessions.OrderByDescending(session => session.LastUsedAt)];
    }

    /// <summary>Ends one session of the viewer's; the device is signed out at once.</summary>
    /// <param name="viewer">Whose it is. Also somebody whose account is held may.</param>
    public Task<Outcome<Done>> EndAsync(Viewer viewer, Guid sessionId, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(viewer);
        return writer.WriteAsync<Done>(
            async scope => viewer.MemberId is { } id && await EndAsync(scope, id, session => session.Id == sessionId) > 0
                ? default(Done)
                : Refusal.NotFound,
            cancellation);
    }

    /// <summary>Ends all sessions of the viewer's but the one that the viewer came with.</summary>
    /// <param name="viewer">Whose they are.</param>
    /// <returns>How many there were.</returns>
    public Task<Outcome<int>> EndOthersAsync(Viewer viewer, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(viewer);
        return writer.WriteAsync<int>(
            async scope => viewer.MemberId is { } id
                ? await EndAsync(scope, id, session => session.Id != viewer.SessionId)
                : Refusal.SignInFirst,
            cancellation);
    }

    /// <summary>Ends sessions of a member in the transaction of an act.</summary>
    internal static async Task<int> EndAsync(
        WriteScope scope, int memberId, System.Linq.Expressions.Expression<Func<MemberSession, bool>> which)
    {
        var ended = scope.Db.MemberSessions.Where(session => session.MemberId == memberId).Where(which);
        var ids = await ended.Select(session => session.Id).ToListAsync();
        if (ids.Count == 0)
            return 0;
        await scope.Db.MemberSessions.Where(session => ids.Contains(session.Id)).ExecuteDeleteAsync();
        scope.Raise(new SessionsEnded(memberId, ids));
        return ids.Count;
    }
}
