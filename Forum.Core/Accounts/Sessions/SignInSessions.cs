using Forum.Core.Access;
using Forum.Core.Data;
using Forum.Core.Text;
using Microsoft.EntityFrameworkCore;

namespace Forum.Core.Accounts.Sessions;

/// <summary>A session as shown to its member.</summary>
public sealed record SessionView(Guid Id, DateTimeOffset CreatedAt, DateTimeOffset LastUsedAt, string Address, string UserAgent);

/// <summary>A member's sessions: starts, lists and ends them.</summary>
[ReliesOnSingleWriter("limits the number of sessions, and compares the security stamp")]
public sealed class SignInSessions(IDbContextFactory<ForumDb> databases, ForumWriter writer)
{
    /// <summary>A member with more sessions than this loses the least recently used one.</summary>
    public const int Most = 50;

    /// <summary>Starts a session. The caller has just verified who the member is.</summary>
    /// <param name="userAgent">The browser's user agent; truncated to
    /// <see cref="MemberSession.MaxUserAgentLength"/>.</param>
    /// <param name="stamp">The account's security stamp at verification; null if nothing was read before. If it has
    /// changed since, or the account is locked, no session starts: the password that was right no longer is.</param>
    /// <returns>The session's key; null if the account has changed in the meantime.</returns>
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

    /// <summary>The viewer's sessions, most recently used first; empty for a guest.</summary>
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

    /// <summary>Ends one of the viewer's sessions and signs the device out immediately.</summary>
    /// <param name="viewer">The member. Allowed even if the account is on hold.</param>
    public Task<Outcome<Done>> EndAsync(Viewer viewer, Guid sessionId, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(viewer);
        return writer.WriteAsync<Done>(
            async scope => viewer.MemberId is { } id && await EndAsync(scope, id, session => session.Id == sessionId) > 0
                ? default(Done)
                : Refusal.NotFound,
            cancellation);
    }

    /// <summary>Ends all of the viewer's other sessions.</summary>
    /// <returns>The number of sessions.</returns>
    public Task<Outcome<int>> EndOthersAsync(Viewer viewer, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(viewer);
        return writer.WriteAsync<int>(
            async scope => viewer.MemberId is { } id
                ? await EndAsync(scope, id, session => session.Id != viewer.SessionId)
                : Refusal.SignInFirst,
            cancellation);
    }

    /// <summary>Ends a member's sessions in the transaction of an act.</summary>
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
