using System.Runtime.CompilerServices;
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
public sealed class LiveRows(ThreadQueries threads, BoardQueries boards, LiveMarkup markup)
{
    private readonly PerLanguage<ConditionalWeakTable<ForumEvent, Task<string?>>> _threadRows = new();
    private readonly PerLanguage<ConditionalWeakTable<ForumEvent, Task<(BoardView View, string Html)?>>> _boardRows = new();

    /// <summary>The row of the event's thread; null when the thread has been removed.</summary>
    public Task<string?> ThreadAsync(ForumEvent happened, int threadId) => _threadRows.Current.GetValue(happened, async _ =>
        await threads.RowAsync(threadId) is { } row ? await markup.ThreadAsync(row) : null);

    /// <summary>The row of the event's board, with the view that says who can see it.</summary>
    public Task<(BoardView View, string Html)?> BoardAsync(ForumEvent happened, int boardId) => _boardRows.Current.GetValue(happened, async _ =>
        await boards.RowAsync(boardId) is { } row ? (row, await markup.BoardAsync(row)) : null);
}
