using Forum.Core.Live;

namespace Forum.Core.Access;

/// <summary>A member changed their name.</summary>
public sealed record MemberRenamed(int MemberId, string OldName, string Name) : ForumEvent
{
    /// <inheritdoc />
    public override bool ChangesEveryPage => true;
}

/// <summary>A member's role changed, or the account was locked or unlocked.</summary>
public sealed record MemberStatusChanged(int MemberId) : ForumEvent
{
    /// <inheritdoc />
    public override bool ChangesEveryPage => true;
}

/// <summary>A member's avatar, display name or signature changed.</summary>
public sealed record MemberLooksChanged(int MemberId) : ForumEvent
{
    /// <inheritdoc />
    public override bool ChangesEveryPage => true;
}

/// <summary>A member changed their preferences about pages or people.</summary>
public sealed record MemberPreferencesChanged(int MemberId) : ForumEvent;
