namespace Forum.Core.Access;

/// <summary>
/// A fact that any room raises in its act to notify members. Left out are: the one who caused it, members who can't be
/// notified (blocked, ignored board, account on hold, no access to the thread), who turned this kind off, and who haven't
/// read the last one of this kind about the same yet.
/// </summary>
/// <param name="Kind">The kind, which must be registered.</param>
/// <param name="MemberIds">The members to notify.</param>
/// <param name="ById">Who caused it; null for a guest, or for the forum itself.</param>
public sealed record NotificationRequested(NotificationDefinition Kind, IReadOnlyCollection<int> MemberIds, int? ById)
{
    /// <summary>The thread it's about; null if there is none.</summary>
    public int? ThreadId { get; init; }

    /// <summary>The post in the thread. Without a thread, any number that the room needs for the text or the link.</summary>
    public int PostNumber { get; init; }
}
