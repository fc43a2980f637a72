using System.Runtime.CompilerServices;
using Forum.Core.Boards;
using Forum.Core.Threads;
using Forum.Web.Boards;
using Forum.Web.Framework;
using Forum.Web.Live;

namespace Forum.Web.Threads;

/// <summary>Renders the rows of board pages and the home page once for every viewer.</summary>
public static class RowDrawing
{
    private static readonly PerLanguage<ConditionalWeakTable<ThreadRow, Task<ThreadRowMarkup>>> Rows = new();

    /// <summary>A row of a board's page, not marked as unread.</summary>
    public static Task<string> ThreadAsync(this LiveMarkup markup, ThreadRow thread)
    {
        ArgumentNullException.ThrowIfNull(markup);
        return markup.OnceAsync<ThreadRowItem>(thread, nameof(ThreadRowItem.Thread));
    }

    /// <summary>The rows of a board's page, ready for each viewer's marks.</summary>
    public static async Task<IReadOnlyList<ThreadRowMarkup>> ThreadRowsAsync(this LiveMarkup markup, IReadOnlyList<ThreadRow> threads)
    {
        ArgumentNullException.ThrowIfNull(threads);
        var drawn = new ThreadRowMarkup[threads.Count];
        for (var i = 0; i < drawn.Length; i++)
            drawn[i] = await Rows.Current.GetValue(threads[i], async row => ThreadRowMarkup.Of(row, await markup.ThreadAsync(row)));
        return drawn;
    }

    /// <summary>A row of the home page.</summary>
    public static Task<string> BoardAsync(this LiveMarkup markup, BoardView board)
    {
        ArgumentNullException.ThrowIfNull(markup);
        return markup.OnceAsync<BoardRow>(board, nameof(BoardRow.Board));
    }
}
