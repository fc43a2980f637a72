using System.Collections.Concurrent;
using Forum.Core.Data;
using Forum.Core.Live;
using Microsoft.EntityFrameworkCore;

namespace Forum.Core.Access;

/// <summary>
/// Each member's current role and status, in memory: read by every page and act, changed a few times a year. A change
/// takes effect with the next request and on open pages and circuits, whatever the cookie still says.
/// </summary>
public sealed class MemberDirectory(IDbContextFactory<ForumDb> databases, IEnumerable<IViewerPart> parts, LiveFeed feed)
    : IAfterCommit<MemberStatusChanged>, IAfterCommit<MemberRenamed>, IAfterCommit<MemberLooksChanged>, IAfterCommit<MemberPreferencesChanged>
{
    private static readonly Func<ForumDb, int, Task<MemberStatus?>> ById = EF.CompileAsyncQuery(
        (ForumDb db, int memberId) => db.Users
            .Where(member => member.Id == memberId && member.DeletedAt == null)
            .Select(member => new MemberStatus(member.UserName!, member.Role, member.LockedAt, member.AwaitsConfirmation, member.AwaitsApproval, member.DeletionDueAt, member.AvatarVersion, member.JoinedAt))
            .FirstOrDefault());

    private readonly ConcurrentDictionary<int, Viewer> _viewers = new();
    private long _changes;

    /// <summary>The member as a viewer; a guest if there is no such member.</summary>
    /// <param name="memberId">The member's ID; null for a guest.</param>
    public async ValueTask<Viewer> ViewerAsync(int? memberId, CancellationToken cancellation = default)
    {
        if (memberId is not { } id)
            return Viewer.Guest;
        if (_viewers.TryGetValue(id, out var known))
            return known;

        // Cached only if nothing changed in the meantime: a stale read must not replace a newer status.
        var before = Interlocked.Read(ref _changes);
        await using var db = await databases.CreateDbContextAsync(cancellation);
        if (await ById(db, id) is not { } member)
            return Viewer.Guest;
        var viewer = new Viewer(id, member.Name, member.CurrentRole)
        {
            Hold = member.Hold,
            JoinedAt = member.JoinedAt,
            AvatarVersion = member.AvatarVersion,
            Preferences = await PreferencesAsync(db, id, cancellation),
            Parts = await PartsAsync(db, id, cancellation),
        };
        if (before == Interlocked.Read(ref _changes))
            _viewers[id] = viewer;
        return viewer;
    }

    /// <summary>The member's current status within the transaction of an act.</summary>
    /// <param name="viewer">The acting viewer, as the caller knows them.</param>
    public static async Task<Actor> CurrentAsync(ForumDb db, Viewer viewer)
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(viewer);
        return viewer.MemberId is { } id && await ById(db, id) is { } member
            ? new Actor(id, member.Name, member.CurrentRole) { Hold = member.Hold, AvatarVersion = member.AvatarVersion }
            : Actor.Guest;
    }

    /// <inheritdoc />
    public ValueTask HandleAsync(MemberStatusChanged happened)
    {
        ArgumentNullException.ThrowIfNull(happened);
        return ForgetAndCut(happened.MemberId);
    }

    /// <inheritdoc />
    public ValueTask HandleAsync(MemberRenamed happened)
    {
        ArgumentNullException.ThrowIfNull(happened);
        Forget(happened.MemberId);
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc />
    public ValueTask HandleAsync(MemberLooksChanged happened)
    {
        ArgumentNullException.ThrowIfNull(happened);
        Forget(happened.MemberId);
        return ValueTask.CompletedTask;
    }

    // Open pages reload the viewer, so that new blocks and preferences apply there too.
    /// <inheritdoc />
    public ValueTask HandleAsync(MemberPreferencesChanged happened)
    {
        ArgumentNullException.ThrowIfNull(happened);
        return ForgetAndCut(happened.MemberId);
    }

    private ValueTask ForgetAndCut(int memberId)
    {
        Forget(memberId);
        feed.CutMember(memberId);
        return ValueTask.CompletedTask;
    }

    private void Forget(int memberId)
    {
        Interlocked.Increment(ref _changes);
        _viewers.TryRemove(memberId, out _);
    }

    private static async Task<ViewerPreferences> PreferencesAsync(ForumDb db, int memberId, CancellationToken cancellation)
    {
        var row = await db.MemberPreferences.AsNoTracking().FirstOrDefaultAsync(choices => choices.MemberId == memberId, cancellation) ?? new MemberPreferences { MemberId = memberId };
        return new ViewerPreferences
        {
            Theme = row.Theme,
            PagesTogether = row.PagesTogether,
            HidesSignatures = row.HidesSignatures,
            WithoutShortcuts = row.WithoutShortcuts,
            TimeZone = row.TimeZone,
            Language = row.Language,
        };
    }

    private async Task<object[]> PartsAsync(ForumDb db, int memberId, CancellationToken cancellation)
    {
        var read = new List<object>();
        foreach (var part in parts)
            read.Add(await part.ReadAsync(db, memberId, cancellation));
        return [.. read];
    }

    private sealed record MemberStatus(string Name, Role Role, DateTimeOffset? LockedAt, bool AwaitsConfirmation, bool AwaitsApproval, DateTimeOffset? DeletionDueAt, string? AvatarVersion,
        DateTimeOffset JoinedAt)
    {
        public AccountHold Hold => this switch
        {
            { LockedAt: not null } => AccountHold.LockedOut,
            { AwaitsConfirmation: true } => AccountHold.AwaitsConfirmation,
            { DeletionDueAt: not null } => AccountHold.PendingDeletion,
            { AwaitsApproval: true } => AccountHold.AwaitsApproval,
            _ => AccountHold.None,
        };

        public Role CurrentRole => Hold == AccountHold.None ? Role : Role.Guest;
    }
}
