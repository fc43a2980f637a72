using System.Collections.Concurrent;
using System.Collections.Immutable;
using Forum.Core.Accounts;
using Forum.Core.Data;
using Forum.Core.Live;

namespace Forum.Core.Stats;

/// <summary>Who is online, in memory: anyone who asked for a page within the last minutes, or has a circuit open.</summary>
public sealed class Presence(TimeProvider clock) : IForumEventHandler
{
    /// <summary>How long after their last page someone still counts as online.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromMinutes(5);

    private const int MaxGuests = 10_000;
    private readonly ConcurrentDictionary<int, (string Name, DateTimeOffset Seen)> _members = new();
    private readonly ConcurrentDictionary<string, DateTimeOffset> _guests = new();

    /// <summary>Someone asked for a page. In memory only: a read never writes.</summary>
    /// <param name="viewer">Who; a guest counts by where they come from.</param>
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
    public ValueTask HandleAsync(ForumEvent happened)
    {
        // Anyone who has another name or standing, or has left, is named again by their next page.
        if (happened is MemberStatusChanged changed)
            _members.TryRemove(changed.MemberId, out _);
        if (happened is MemberRenamed renamed)
            _members.TryRemove(renamed.MemberId, out _);
        return ValueTask.CompletedTask;
    }

    /// <summary>Who is online now: members by name, guests by number.</summary>
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
