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

    /// <summary>Whether the person may know that the board exists.</summary>
    public bool CanRead(Person person) => person.Role >= ReadRole;

    /// <summary>Why the person can't start a thread here; null if they can.</summary>
    public Refusal? RefusalToStart(Person person) => RefusalToWrite(person, StartRole);

    /// <summary>Why the person can't reply to threads here; null if they can.</summary>
    public Refusal? RefusalToReply(Person person) => RefusalToWrite(person, ReplyRole);

    private Refusal? RefusalToWrite(Person person, Role atLeast)
    {
        if (person.RefusalToAct is { } held)
            return held;
        if (!CanRead(person))
            return Refusal.NotFound;
        if (IsArchived)
            return Archived;
        if (person.Role >= atLeast)
            return null;
        return person.IsMember || atLeast > Role.Member ? StaffOnly : Refusal.SignInFirst;
    }
}

/// <summary>The starting point for queries on boards.</summary>
public static class VisibleBoards
{
    /// <summary>The boards that the person may see.</summary>
    public static IQueryable<Board> VisibleTo(this IQueryable<Board> boards, Person person)
    {
        ArgumentNullException.ThrowIfNull(person);
        var role = person.Role;
        return boards.Where(board => board.ReadRole <= role);
    }
}
