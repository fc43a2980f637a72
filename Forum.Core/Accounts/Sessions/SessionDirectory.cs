using System.Collections.Concurrent;
using Forum.Core.Data;
using Forum.Core.Live;
using Microsoft.EntityFrameworkCore;

namespace Forum.Core.Accounts.Sessions;

/// <summary>
/// Which sessions there are, in memory: asked at every page and act. A session that was ended counts for nothing from then on, on
/// open pages and circuits too.
/// </summary>
/// <param name="databases">Where sessions come from the first time they are asked for.</param>
/// <param name="feed">Whose subscriptions of a member are asked again when one of the member's sessions ends.</param>
public sealed class SessionDirectory(IDbContextFactory<ForumDb> databases, LiveFeed feed) : IForumEventHandler
{
    private const int MaxKnown = 100_000;

    private static readonly Func<ForumDb, Guid, Task<int?>> OwnerOf = EF.CompileAsyncQuery(
        (ForumDb db, Guid sessionId) => db.MemberSessions
            .Where(session => session.Id == sessionId)
            .Select(session => (int?)session.MemberId)
            .FirstOrDefault());

    private readonly ConcurrentDictionary<Guid, int> _owners = new();
    private long _endings;

    /// <summary>Whether the session lasts and is the member's.</summary>
    /// <param name="sessionId">The session; null is none.</param>
    public async ValueTask<bool> LastsAsync(int memberId, Guid? sessionId, CancellationToken cancellation = default)
    {
        if (sessionId is not { } id)
            return false;
        if (_owners.TryGetValue(id, out var known))
            return known == memberId;

        // Kept only when none has ended meanwhile: it may have been this one.
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
    public ValueTask HandleAsync(ForumEvent happened)
    {
        if (happened is SessionsEnded ended)
        {
            Interlocked.Increment(ref _endings);
            foreach (var id in ended.SessionIds)
                _owners.TryRemove(id, out _);
            feed.CutMember(ended.MemberId);
        }

        return ValueTask.CompletedTask;
    }
}

/// <summary>Sessions of a member have ended.</summary>
/// <param name="MemberId">Whose they were.</param>
/// <param name="SessionIds">Which.</param>
public sealed record SessionsEnded(int MemberId, IReadOnlyList<Guid> SessionIds) : ForumEvent;
