namespace Forum.Core.Access;

/// <summary>
/// The person who acts, with the status that the act has read in its transaction
/// (<see cref="MemberDirectory.CurrentAsync"/>). Only the <see cref="Viewer"/> knows where they act from and what they
/// prefer, so use it for rate limits.
/// </summary>
/// <param name="MemberId">The member; null for a guest.</param>
/// <param name="Name">The member's name; empty for a guest.</param>
/// <param name="Role">The role; a member whose account is on hold counts as a guest.</param>
public sealed record Actor(int? MemberId, string Name, Role Role) : Person(MemberId, Name, Role)
{
    /// <summary>Someone who isn't signed in.</summary>
    public static readonly Actor Guest = new(null, "", Role.Guest);
}
