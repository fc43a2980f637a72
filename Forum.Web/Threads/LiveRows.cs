using Forum.Core.Boards;
using Forum.Core.Live;
using Forum.Core.Threads;
using Forum.Web.Framework;
using Forum.Web.Live;

namespace Forum.Web.Threads;

/// <summary>
/// The rows that an event changes on board pages and the home page: read and rendered once per event and language, by the
/// first circuit that needs them. Everyone who receives the event has access to its board.
/// </summary>
public sealed class LiveRows(ThreadQueries threads, BoardQueries boards, RowDrawing drawing)
{
    private readonly PerLanguage<WeakCache<ForumEvent, ThreadRowMarkup?>> _threadRows = new();
    private readonly PerLanguage<WeakCache<ForumEvent, (BoardView View, string Html)?>> _boardRows = new();

    /// <summary>The row of the event's thread; null when the thread has been removed.</summary>
    public ValueTask<ThreadRowMarkup?> ThreadAsync(ForumEvent happened, int threadId) => _threadRows.Current.MakeAsync(happened, async () =>
        await threads.RowAsync(threadId) is { } row ? await drawing.ThreadAsync(row) : null);

    /// <summary>The row of the event's board, with the view that says who can see it.</summary>
    public ValueTask<(BoardView View, string Html)?> BoardAsync(ForumEvent happened, int boardId) => _boardRows.Current.MakeAsync(happened, async () =>
        await boards.RowAsync(boardId) is { } row ? (row, await drawing.BoardAsync(row)) : null);
}
