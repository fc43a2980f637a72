using Forum.Core.Access;
using Forum.Core.Live;


namespace Forum.Core.Notifications;

/// <summary>Some members' notifications changed: added, read or deleted.</summary>
public sealed record NotificationsChanged(IReadOnlyList<int> MemberIds) : ForumEvent
{
    /// <inheritdoc />
    public override IReadOnlyList<LiveChannel> Channels { get; } = [.. MemberIds.Select(LiveChannel.Member)];
}
