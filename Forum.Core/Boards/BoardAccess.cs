using Forum.Core.Access;
using Forum.Core.Data;


namespace Forum.Core.Boards;

/// <summary>
/// Who may do what in a board. The only place that decides: pages use it to decide what to offer, and acts check it
/// again.
/// </summary>
/// <param name="ReadRole">The minimum role to read.</param>
/// <param name="StartRole">The minimum role to start threads.</param>
/// <param name="ReplyRole">The minimum role to reply.</param>
/// <param name="IsArchived">Whether the board or its category is archived, and so read-only.</param>
public sealed record BoardAccess(Role ReadRole, Role StartRole, Role ReplyRole, bool IsArchived)
{
    private static readonly Refusal Archived = new("This board is archived. It's read-only.");
    private static readonly Refusal StaffOnly = new("Only staff can post in this board.");

    /// <summary>Whether the viewer may know that the board exists.</summary>
    public bool CanRead(Viewer viewer) => viewer.Role >= ReadRole;

    /// <summary>Why the viewer can't start a thread here; null if they can.</summary>
    public Refusal? RefusalToStart(Viewer viewer) => RefusalToWrite(viewer, StartRole);

    /// <summary>Why the viewer can't reply to threads here; null if they can.</summary>
    public Refusal? RefusalToReply(Viewer viewer) => RefusalToWrite(viewer, ReplyRole);

    private Refusal? RefusalToWrite(Viewer viewer, Role atLeast)
    {
        if (viewer.RefusalToAct is { } held)
            return held;
        if (!CanRead(viewer))
            return Refusal.NotFound;
        if (IsArchived)
            return Archived;
        if (viewer.Role >= atLeast)
            return null;
        return viewer.IsMember || atLeast > Role.Member ? StaffOnly : Refusal.SignInFirst;
    }
}

/// <summary>The starting point for queries on boards.</summary>
public static class VisibleBoards
{
    /// <summary>The boards that the viewer may see.</summary>
    public static IQueryable<Board> VisibleTo(this IQueryable<Board> boards, Viewer viewer)
    {
        ArgumentNullException.ThrowIfNull(viewer);
        var role = viewer.Role;
        return boards.Where(board => board.ReadRole <= role);
    }
}
