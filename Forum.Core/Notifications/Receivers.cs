using Forum.Core.Access;
using Forum.Core.Data;


namespace Forum.Core.Notifications;

/// <summary>Where something happened that members are notified of.</summary>
/// <param name="BoardId">The board; 0 for none.</param>
/// <param name="ReadRole">The minimum role to read there.</param>
internal sealed record NotificationTarget(int BoardId, Role ReadRole, int ThreadId, string Title, int PostNumber)
{
    /// <summary>Something that isn't about a thread.</summary>
    public static NotificationTarget None { get; } = new(0, Role.Guest, 0, "", 0);

    /// <summary>The beginning of the post as plain text, for emails. Made when the first email needs it.</summary>
    public Lazy<string>? Excerpt { get; init; }
}

/// <summary>A member who may be notified, with their preferences.</summary>
internal sealed record Receiver(int Id, string? Email, bool IsConfirmed, NotificationKinds Silent, MailTopics Mail)
{
    /// <summary>Whether the member gets this kind.</summary>
    public bool Wants(NotificationDefinition kind) => kind.IsOn(Silent);

    /// <summary>Whether it's emailed too.</summary>
    public bool GetsMail(MailTopic topic) => IsConfirmed && (Mail & topic.Bit) != 0;
}

/// <summary>
/// Who may be notified: not the person who caused it, nor anyone who has blocked them, can't read there, ignores the
/// board, or whose account is on hold. Implemented twice, for queries and for bulk statements; a test compares the two.
/// </summary>
internal static class Receivers
{
    /// <summary>
    /// The same as <see cref="CanBeNotified"/>, for a member "m"; {2} caused it (0 for a guest) in the board {3}, which {4}
    /// may read.
    /// </summary>
    public const string CanBeNotifiedSql =
        """
        m."Id" <> {2} AND m."Role" >= {4} AND m."LockedAt" IS NULL AND m."DeletionDueAt" IS NULL AND m."DeletedAt" IS NULL
        AND NOT m."AwaitsConfirmation" AND NOT m."AwaitsApproval"
        AND NOT EXISTS (SELECT 1 FROM "MemberBlocks" b WHERE b."MemberId" = m."Id" AND b."BlockedId" = {2})
        AND NOT EXISTS (SELECT 1 FROM "IgnoredBoards" i WHERE i."MemberId" = m."Id" AND i."BoardId" = {3})
        """;

    /// <summary>The members who may be notified.</summary>
    public static IQueryable<Member> CanBeNotified(this ForumDb db, NotificationTarget place, int byId) => db.Users.Where(member =>
        member.Id != byId && member.Role >= place.ReadRole && member.LockedAt == null && member.DeletionDueAt == null && member.DeletedAt == null
        && !member.AwaitsConfirmation && !member.AwaitsApproval
        && !db.MemberBlocks.Any(block => block.MemberId == member.Id && block.BlockedId == byId)
        && !db.IgnoredBoards.Any(ignored => ignored.MemberId == member.Id && ignored.BoardId == place.BoardId));

    /// <summary>Adds their preferences.</summary>
    public static IQueryable<Receiver> WithPreferences(this IQueryable<Member> members, ForumDb db) => members.Select(member => new Receiver(
        member.Id, member.Email, member.EmailConfirmed,
        db.MemberPreferences.Where(choices => choices.MemberId == member.Id).Select(choices => choices.SilentKinds).FirstOrDefault(),
        db.MemberPreferences.Where(choices => choices.MemberId == member.Id).Select(choices => choices.WantedMail).FirstOrDefault()));
}
