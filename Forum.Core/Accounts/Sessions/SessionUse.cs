using System.Collections.Concurrent;
using Forum.Core.Access;
using Forum.Core.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Forum.Core.Accounts.Sessions;

/// <summary>
/// When sessions and members were last seen, buffered in memory until the next batch; a member is written at most once
/// a minute. Also ends sessions that haven't been used for <see cref="MemberSession.Lifetime"/>.
/// </summary>
[ReliesOnSingleWriter("ends the sessions that it has read as expired")]
public sealed class SessionUse(IDbContextFactory<ForumDb> databases, ForumWriter writer, TimeProvider clock, ILogger<SessionUse> log)
    : BatchedWrites(clock, log), IAfterRead<PageOpened>
{
    private const int MaxKnown = 100_000;
    private static readonly TimeSpan Step = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan CleanUpEvery = TimeSpan.FromHours(1);
    private readonly TimeProvider _clock = clock;
    private readonly ConcurrentDictionary<Guid, (int MemberId, string Address, DateTimeOffset At)> _seen = new();
    private readonly ConcurrentDictionary<Guid, DateTimeOffset> _known = new();
    private DateTimeOffset _cleanedUpAt;

    /// <summary>Records a page request. In memory only, because a read never writes. Guests are ignored.</summary>
    public void Saw(Viewer viewer, string address)
    {
        ArgumentNullException.ThrowIfNull(viewer);
        if (viewer is not { MemberId: { } memberId, SessionId: { } sessionId })
            return;
        var now = _clock.GetUtcNow();
        if (_known.TryGetValue(sessionId, out var last) && now - last < Step)
            return;
        _known[sessionId] = now;
        _seen[sessionId] = (memberId, address, now);
    }

    /// <inheritdoc />
    public ValueTask HandleAsync(PageOpened shown, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(shown);
        Saw(shown.Viewer, shown.Address);
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc />
    public override async Task WriteBatchAsync(CancellationToken cancellation = default)
    {
        var now = _clock.GetUtcNow();
        if (now - _cleanedUpAt >= CleanUpEvery)
        {
            await CleanUpAsync(now, cancellation);
            _cleanedUpAt = now;
        }

        var batch = _seen.ToArray();
        if (batch.Length == 0)
            return;
        await writer.WriteAsync<Done>(
            async scope =>
            {
                var sql = new SqlBatch(scope.Db);
                foreach (var (sessionId, (memberId, address, at)) in batch)
                {
                    await sql.AddAsync($"""UPDATE "MemberSessions" SET "LastUsedAt" = {at.UtcTicks}, "Address" = {address} WHERE "Id" = {sessionId}""", cancellation);
                    await sql.AddAsync($"""UPDATE "Members" SET "LastSeenAt" = {at.UtcTicks} WHERE "Id" = {memberId} AND "DeletedAt" IS NULL""", cancellation);
                }

                await sql.SendAsync(cancellation);
                return default(Done);
            },
            cancellation);
        foreach (var seen in batch)
            _seen.TryRemove(seen);
    }

    private async Task CleanUpAsync(DateTimeOffset now, CancellationToken cancellation)
    {
        if (_known.Count > MaxKnown)
            _known.Clear();
        var since = now - MemberSession.Lifetime;
        List<int> members;
        await using (var db = await databases.CreateDbContextAsync(cancellation))
            members = await db.MemberSessions.Where(session => session.LastUsedAt < since).Select(session => session.MemberId).ToListAsync(cancellation);
        if (members.Count == 0)
            return;
        await writer.WriteAsync<Done>(
            async scope =>
            {
                foreach (var memberId in members.Distinct())
                    await SignInSessions.EndAsync(scope, memberId, session => session.LastUsedAt < since);
                return default(Done);
            },
            cancellation);
    }
}
