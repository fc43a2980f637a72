using Forum.Core.Live;

namespace Forum.Core.Access;

/// <summary>The channels of members.</summary>
public static class MemberChannels
{
    /// <summary>The kind of a member's channel.</summary>
    public const string MemberKind = "Member";

    /// <summary>The kind of the channel of all members.</summary>
    public const string MembersKind = "Members";

    extension(LiveChannel)
    {
        /// <summary>What concerns one member only.</summary>
        public static LiveChannel Member(int memberId) => new(MemberKind, memberId);

        /// <summary>The members of the forum: how many there are, and who is the newest.</summary>
        public static LiveChannel Members => new(MembersKind);
    }
}
