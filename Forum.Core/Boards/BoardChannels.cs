using Forum.Core.Live;

namespace Forum.Core.Boards;

/// <summary>The channels of boards.</summary>
public static class BoardChannels
{
    /// <summary>The kind of the home page's channel.</summary>
    public const string HomeKind = "Home";

    /// <summary>The kind of a board's channel.</summary>
    public const string BoardKind = "Board";

    extension(LiveChannel)
    {
        /// <summary>The boards on the home page: each board's counters and last post.</summary>
        public static LiveChannel Home => new(HomeKind);

        /// <summary>A board's list of threads.</summary>
        public static LiveChannel Board(int boardId) => new(BoardKind, boardId);
    }
}
