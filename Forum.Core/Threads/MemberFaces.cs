using System.Collections.Concurrent;
using Forum.Core.Data;
using Forum.Core.Live;
using Microsoft.EntityFrameworkCore;

namespace Forum.Core.Threads;

/// <summary>A member as a small picture with a name.</summary>
/// <param name="AvatarVersion">The version of the current avatar; null for initials.</param>
public sealed record MemberFace(int MemberId, string Name, string? AvatarVersion);

/// <summary>Several faces in a row; equal if they're the same in the same order.</summary>
public sealed class FaceList(IReadOnlyList<MemberFace> faces) : IEquatable<FaceList>
{
    /// <summary>No faces.</summary>
    public static FaceList None { get; } = new([]);

    /// <summary>The faces.</summary>
    public IReadOnlyList<MemberFace> All => faces;

    /// <inheritdoc />
    public bool Equals(FaceList? other) => other is not null && All.SequenceEqual(other.All);

    /// <inheritdoc />
    public override bool Equals(object? obj) => Equals(obj as FaceList);

    /// <inheritdoc />
    public override int GetHashCode() => All.Count == 0 ? 0 : All[0].GetHashCode();
}

/// <summary>
/// The names and avatars of those who replied in threads: lists show up to a hundred of them. Cached until a member's name,
/// avatar or status changes.
/// </summary>
public sealed class MemberFaces(IDbContextFactory<ForumDb> databases, ChangeCounters changes)
{
    private const int MaxFaces = 20_000;
    private readonly ConcurrentDictionary<int, (MemberFace? Face, long Site)> _faces = new();

    /// <summary>Rows with the faces of their recent posters. Former members have none.</summary>
    internal async Task<IReadOnlyList<ThreadRow>> OnAsync(IReadOnlyList<ThreadRow> rows, CancellationToken cancellation = default)
    {
        var posters = rows.Select(static row => Participants.Parse(row.RecentPosters)).ToList();
        var known = await FindAsync([.. posters.SelectMany(static ids => ids).Distinct()], cancellation);
        return [.. rows.Select((row, i) => posters[i].Count == 0 ? row : row with { Faces = new FaceList([.. posters[i].Select(known.GetValueOrDefault).OfType<MemberFace>()]) })];
    }

    /// <summary>The faces of members by key.</summary>
    public async Task<IReadOnlyDictionary<int, MemberFace>> FindAsync(IReadOnlyCollection<int> memberIds, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(memberIds);

        // From before the read: a face from before a change isn't taken for a current one.
        var site = changes.Site;
        var missing = memberIds.Where(id => !_faces.TryGetValue(id, out var kept) || kept.Site != site).ToArray();
        if (missing.Length > 0)
            await LearnAsync(missing, site, cancellation);
        var found = new Dictionary<int, MemberFace>();
        foreach (var id in memberIds)
        {
            if (_faces.TryGetValue(id, out var kept) && kept.Face is { } face)
                found[id] = face;
        }

        return found;
    }

    private async Task LearnAsync(int[] memberIds, long site, CancellationToken cancellation)
    {
        if (_faces.Count > MaxFaces)
            _faces.Clear();
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var faces = await db.Users.Where(member => memberIds.Contains(member.Id) && member.DeletedAt == null)
            .Select(member => new MemberFace(member.Id, member.UserName!, member.LockedAt == null ? member.AvatarVersion : null))
            .ToDictionaryAsync(static face => face.MemberId, cancellation);
        foreach (var id in memberIds)
            _faces[id] = (faces.GetValueOrDefault(id), site);
    }
}
