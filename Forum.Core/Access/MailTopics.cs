namespace Forum.Core.Access;

/// <summary>The email topics that a member can turn off. Stored as a number: never renumber the values.</summary>
[Flags]
public enum MailTopics
{
    /// <summary>None: emails about the account's security are always sent.</summary>
    None = 0,

    /// <summary>For administrators only: members waiting for approval.</summary>
    Staff = 1,

    /// <summary>Threads started by members that the member follows.</summary>
    Followed = 2,

    /// <summary>Replies in threads that the member watches. Opt-in.</summary>
    Replies = 4,

    /// <summary>Posts that mention the member or quote one of their posts. Opt-in.</summary>
    Mentions = 8,

    /// <summary>New threads in boards that the member watches. Opt-in.</summary>
    BoardThreads = 16,
}
