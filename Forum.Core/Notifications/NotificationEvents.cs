using Forum.Core.Live;

namespace Forum.Core.Notifications;

/// <summary>What members are told has changed: something came, was read, or is gone.</summary>
/// <param name="MemberIds">Whose.</param>
public sealed record NotificationsChanged(IReadOnlyList<int> MemberIds) : ForumEvent
{
    /// <inheritdoc />
    public override IReadOnlyList<LiveChannel> Channels { get; } = [.. MemberIds.Select(LiveChannel.Member)];
}
