
namespace Forum.Core.Live;

/// <summary>Something that can be subscribed to.</summary>
/// <param name="Id">Which one; 0 if there is only one.</param>
public readonly record struct LiveChannel(LiveChannelKind Kind, int Id)
{
    /// <summary>Everything on the home page: each board's counters and last post.</summary>
    public static readonly LiveChannel Home = new(LiveChannelKind.Home, 0);

    /// <summary>The members of the forum: how many there are, and who is the newest.</summary>
    public static readonly LiveChannel Members = new(LiveChannelKind.Members, 0);

    /// <summary>Changes to the profiles of several members.</summary>
    public static readonly LiveChannel Profiles = new(LiveChannelKind.Profile, 0);

    /// <summary>A board's list of threads.</summary>
    public static LiveChannel Board(int boardId) => new(LiveChannelKind.Board, boardId);

    /// <summary>A thread's posts.</summary>
    public static LiveChannel Thread(int threadId) => new(LiveChannelKind.Thread, threadId);

    /// <summary>What concerns one member only.</summary>
    public static LiveChannel Member(int memberId) => new(LiveChannelKind.Member, memberId);

    /// <summary>The public part of a member: the profile, and what's listed there.</summary>
    public static LiveChannel Profile(int memberId) => new(LiveChannelKind.Profile, memberId);

    /// <summary>A chat room's messages, and who is in it.</summary>
    public static LiveChannel ChatRoom(int roomId) => new(LiveChannelKind.ChatRoom, roomId);
}

/// <summary>The kinds of channels.</summary>
public enum LiveChannelKind
{
    /// <summary>The home page.</summary>
    Home,

    /// <summary>A board.</summary>
    Board,

    /// <summary>A thread.</summary>
    Thread,

    /// <summary>A chat room.</summary>
    ChatRoom,

    /// <summary>A member.</summary>
    Member,

    /// <summary>All members.</summary>
    Members,

    /// <summary>The public part of a member.</summary>
    Profile,
}

/// <summary>
/// Something that happened in the forum. All subscribers share one instance, so it's immutable and contains nothing
/// that depends on the viewer.
/// </summary>
public abstract record ForumEvent
{
    /// <summary>What it changed: subscribers to these channels receive it, and pages built from them are evicted.</summary>
    public virtual IReadOnlyList<LiveChannel> Channels => [];

    /// <summary>Whether it shows on every page, which invalidates all cached pages.</summary>
    public virtual bool ChangesEveryPage => false;
}

/// <summary>
/// The last event that a subscriber gets: its access may have ended. The subscriber checks again and subscribes again
/// if it still may.
/// </summary>
public sealed record AccessChanged : ForumEvent
{
    /// <summary>The one instance.</summary>
    public static readonly AccessChanged Instance = new();
}
