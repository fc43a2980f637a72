using System.Runtime.CompilerServices;
using Forum.Core.Boards;
using Forum.Core.Live;
using Forum.Core.Threads;

namespace Forum.Web.Live;

/// <summary>
/// The rows that an event changes on board pages and on the home page: read and drawn once for each event, by whichever circuit
/// asks first. Everybody who hears of the event has been let into its board.
/// </summary>
public sealed class LiveRows(ThreadQueries threads, BoardQueries boards, LiveMarkup markup)
{
    private readonly ConditionalWeakTable<ForumEvent, Task<string?>> _threadRows = [];
    private readonly ConditionalWeakTable<ForumEvent, Task<(BoardView View, string Html)?>> _boardRows = [];

    /// <summary>The row of the event's thread; null when the thread no longer stands.</summary>
    public Task<string?> ThreadAsync(ForumEvent happened, int threadId) => _threadRows.GetValue(happened, async _ =>
        await threads.RowAsync(threadId) is { } row ? await markup.ThreadAsync(row) : null);

    /// <summary>The row of the event's board, with the view that tells who may see it.</summary>
    public Task<(BoardView View, string Html)?> BoardAsync(ForumEvent happened, int boardId) => _boardRows.GetValue(happened, async _ =>
        await boards.RowAsync(boardId) is { } row ? (row, await markup.BoardAsync(row)) : null);
}
