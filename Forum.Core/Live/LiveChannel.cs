namespace Forum.Core.Live;

/// <summary>What can be listened to.</summary>
/// <param name="Kind">The kind of thing.</param>
/// <param name="Id">Which one; 0 where there is only one.</param>
public readonly record struct LiveChannel(LiveChannelKind Kind, int Id)
{
    /// <summary>Everything that the home page shows: each board's counters and last post.</summary>
    public static readonly LiveChannel Home = new(LiveChannelKind.Home, 0);

    /// <summary>Who belongs to the forum: how many there are, and who came last.</summary>
    public static readonly LiveChannel Members = new(LiveChannelKind.Members, 0);

    /// <summary>What is listed on the profiles of more members than one.</summary>
    public static readonly LiveChannel Profiles = new(LiveChannelKind.Profile, 0);

    /// <summary>A board's list of threads.</summary>
    public static LiveChannel Board(int boardId) => new(LiveChannelKind.Board, boardId);

    /// <summary>A thread's posts.</summary>
    public static LiveChannel Thread(int threadId) => new(LiveChannelKind.Thread, threadId);

    /// <summary>What concerns a member alone.</summary>
    public static LiveChannel Member(int memberId) => new(LiveChannelKind.Member, memberId);

    /// <summary>What everybody can see of a member: the profile, and what is listed there.</summary>
    public static LiveChannel Profile(int memberId) => new(LiveChannelKind.Profile, memberId);

    /// <summary>A chat room's messages, and who is there.</summary>
    public static LiveChannel ChatRoom(int roomId) => new(LiveChannelKind.ChatRoom, roomId);
}

/// <summary>The kinds of things that can be listened to.</summary>
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

    /// <summary>The members, all of them.</summary>
    Members,

    /// <summary>What everybody can see of a member.</summary>
    Profile,
}

/// <summary>
/// Something that happened in the forum. An instance is shared by everybody who hears of it, so it is immutable and says nothing
/// that depends on the viewer.
/// </summary>
public abstract record ForumEvent
{
    /// <summary>What it changed: whoever listens there hears of it, and pages built from these are no longer kept.</summary>
    public virtual IReadOnlyList<LiveChannel> Channels => [];

    /// <summary>Whether it shows on every page, so that no kept page is good any more.</summary>
    public virtual bool ChangesEveryPage => false;
}

/// <summary>The last thing a listener hears: its access may have ended. It checks again and subscribes anew where it still may.</summary>
public sealed record AccessChanged : ForumEvent
{
    /// <summary>The one instance.</summary>
    public static readonly AccessChanged Instance = new();
}
