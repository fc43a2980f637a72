using System.Collections.Concurrent;
using System.Collections.Immutable;
using Forum.Core.Access;
using Forum.Core.Data;

namespace Forum.Core.Site;

/// <summary>Who is online, in memory: anyone who requested a page in the last few minutes or has an open circuit.</summary>
public sealed class Presence(TimeProvider clock) : IAfterRead<PageOpened>, IAfterCommit<MemberStatusChanged>, IAfterCommit<MemberRenamed>
{
    /// <summary>How long someone counts as online after their last page.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromMinutes(5);

    private const int MaxGuests = 10_000;
    private readonly ConcurrentDictionary<int, (string Name, DateTimeOffset Seen)> _members = new();
    private readonly ConcurrentDictionary<string, DateTimeOffset> _guests = new();

    /// <summary>Records a page request. In memory only, because a read never writes.</summary>
    /// <param name="viewer">The viewer; guests are told apart by address.</param>
    public void Saw(Viewer viewer)
    {
        ArgumentNullException.ThrowIfNull(viewer);
        var now = clock.GetUtcNow();
        if (viewer.MemberId is { } id)
            _members[id] = (viewer.Name, now);
        else if (viewer.Origin.Length > 0 && (_guests.Count < MaxGuests || _guests.ContainsKey(viewer.Origin)))
            _guests[viewer.Origin] = now;
    }

    /// <inheritdoc />
    public ValueTask HandleAsync(PageOpened shown, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(shown);
        Saw(shown.Viewer);
        return ValueTask.CompletedTask;
    }

    // After a change of name, role or status, or a deletion, the entry is created again by the member's next page.
    /// <inheritdoc />
    public ValueTask HandleAsync(MemberStatusChanged happened)
    {
        ArgumentNullException.ThrowIfNull(happened);
        _members.TryRemove(happened.MemberId, out _);
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc />
    public ValueTask HandleAsync(MemberRenamed happened)
    {
        ArgumentNullException.ThrowIfNull(happened);
        _members.TryRemove(happened.MemberId, out _);
        return ValueTask.CompletedTask;
    }

    /// <summary>Whether a member is online now.</summary>
    public bool IsOnline(int memberId) => _members.TryGetValue(memberId, out var member) && member.Seen >= clock.GetUtcNow() - Window;

    /// <summary>Who is online now: members by name, guests as a number.</summary>
    public (ImmutableArray<string> Members, int Guests) Now()
    {
        var since = clock.GetUtcNow() - Window;
        foreach (var (id, member) in _members)
        {
            if (member.Seen < since)
                _members.TryRemove(KeyValuePair.Create(id, member));
        }

        foreach (var (origin, seen) in _guests)
        {
            if (seen < since)
                _guests.TryRemove(KeyValuePair.Create(origin, seen));
        }

        return ([.. _members.Values.Select(member => member.Name).Order(StringComparer.OrdinalIgnoreCase)], _guests.Count);
    }
}
