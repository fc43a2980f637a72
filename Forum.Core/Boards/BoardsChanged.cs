using Forum.Core.Live;

namespace Forum.Core.Boards;

/// <summary>Categories or boards were created, changed, ordered or archived, or their minimum roles changed.</summary>
public sealed record BoardsChanged : ForumEvent
{
    /// <inheritdoc />
    public override IReadOnlyList<LiveChannel> Channels { get; } = [LiveChannel.Home];

    /// <inheritdoc />
    public override bool ChangesEveryPage => true;
}
