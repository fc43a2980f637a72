using System.Collections.Concurrent;
using Forum.Core.Data;
using Forum.Core.Live;
using Microsoft.EntityFrameworkCore;

namespace Forum.Core.Access;

/// <summary>
/// The active sessions, in memory: checked by every page and act. An ended session stops working immediately, including
/// on open pages and circuits.
/// </summary>
public sealed class SessionDirectory(IDbContextFactory<ForumDb> databases, LiveFeed feed) : IAfterCommit<SessionsEnded>
{
    private const int MaxKnown = 100_000;

    private static readonly Func<ForumDb, Guid, Task<int?>> OwnerOf = EF.CompileAsyncQuery(
        (ForumDb db, Guid sessionId) => db.MemberSessions
            .Where(session => session.Id == sessionId)
            .Select(session => (int?)session.MemberId)
            .FirstOrDefault());

    private readonly ConcurrentDictionary<Guid, int> _owners = new();
    private long _endings;

    /// <summary>Whether the session is active and belongs to the member.</summary>
    /// <param name="sessionId">The session; null is never active.</param>
    public async ValueTask<bool> LastsAsync(int memberId, Guid? sessionId, CancellationToken cancellation = default)
    {
        if (sessionId is not { } id)
            return false;
        if (_owners.TryGetValue(id, out var known))
            return known == memberId;

        // Cached only if no session ended in the meantime: it may have been this one.
        var before = Interlocked.Read(ref _endings);
        await using var db = await databases.CreateDbContextAsync(cancellation);
        if (await OwnerOf(db, id) is not { } owner)
            return false;
        if (_owners.Count > MaxKnown)
            _owners.Clear();
        if (before == Interlocked.Read(ref _endings))
            _owners[id] = owner;
        return owner == memberId;
    }

    /// <inheritdoc />
    public ValueTask HandleAsync(SessionsEnded happened)
    {
        ArgumentNullException.ThrowIfNull(happened);
        Interlocked.Increment(ref _endings);
        foreach (var id in happened.SessionIds)
            _owners.TryRemove(id, out _);
        feed.CutMember(happened.MemberId);
        return ValueTask.CompletedTask;
    }
}

/// <summary>Some of a member's sessions ended.</summary>
public sealed record SessionsEnded(int MemberId, IReadOnlyList<Guid> SessionIds) : ForumEvent;
