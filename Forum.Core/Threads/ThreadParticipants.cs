using System.Collections;
using Forum.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace Forum.Core.Threads;

/// <summary>A member who writes in a thread.</summary>
/// <param name="Name">The name; null for a former member.</param>
/// <param name="Avatar">The version of the current avatar; null for initials.</param>
public sealed record ThreadParticipant(int MemberId, string? Name, string? Avatar);

/// <summary>Members who write in a thread. Compared by value, as a part of a view.</summary>
public sealed class ParticipantList(IReadOnlyList<ThreadParticipant> members) : IReadOnlyList<ThreadParticipant>, IEquatable<ParticipantList>
{
    /// <summary>Nobody.</summary>
    public static readonly ParticipantList Empty = new([]);

    /// <inheritdoc />
    public int Count => members.Count;

    /// <inheritdoc />
    public ThreadParticipant this[int index] => members[index];

    /// <inheritdoc />
    public IEnumerator<ThreadParticipant> GetEnumerator() => members.GetEnumerator();

    /// <inheritdoc />
    public bool Equals(ParticipantList? other) => other is not null && members.SequenceEqual(other);

    /// <inheritdoc />
    public override bool Equals(object? obj) => Equals(obj as ParticipantList);

    /// <inheritdoc />
    public override int GetHashCode() => members.Aggregate(0, HashCode.Combine);

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}

/// <summary>Finds who writes in a thread.</summary>
internal static class ThreadParticipants
{
    public const int Shown = 5;

    // A thread of ten thousand posts must not cost more than one of a hundred.
    private const int LookedThrough = 100;

    // In the order of the index, so that nothing is sorted and the first rows are enough.
    private static readonly Func<ForumDb, int, int, IAsyncEnumerable<ThreadParticipant>> Newest = EF.CompileAsyncQuery(
        (ForumDb db, int threadId, int after) => db.Posts
            .Where(post => post.ThreadId == threadId && post.Number > after && post.RemovedAt == null && post.AuthorId != null)
            .OrderByDescending(post => post.Number)
            .Select(post => new ThreadParticipant(
                post.AuthorId!.Value, post.Author!.UserName, post.Author!.LockedAt == null ? post.Author.AvatarVersion : null)));

    /// <summary>
    /// The member who started the thread, then the authors of the newest posts; without guests and former members.
    /// </summary>
    public static async Task<ParticipantList> FindAsync(ForumDb db, ThreadView thread)
    {
        var found = new Dictionary<int, ThreadParticipant>();
        if (thread.Starter is { } starter)
            found.Add(starter.MemberId, starter);
        await foreach (var author in Newest(db, thread.Id, thread.LastNumber - LookedThrough))
        {
            if (found.Count(static known => known.Value.Name is not null) == Shown)
                break;
            found.TryAdd(author.MemberId, author);
        }

        return new([.. found.Values.Where(static member => member.Name is not null)]);
    }
}
