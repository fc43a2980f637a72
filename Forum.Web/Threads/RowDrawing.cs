using System.Net;
using Forum.Core.Access;
using Forum.Core.Boards;
using Forum.Core.Threads;
using Forum.Web.Boards;
using Forum.Web.Components;
using Forum.Web.Live;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace Forum.Web.Threads;

/// <summary>Renders the rows of board pages and the home page once for everyone, and those of boards for each viewer.</summary>
public sealed class RowDrawing(LiveMarkup markup, FragmentSlots<ThreadRow> slots, IStringLocalizer<Texts> texts)
{
    /// <summary>Where the number of a board's unread threads goes.</summary>
    internal const string NewPlace = ThreadRowMarkup.NewPlace;

    /// <summary>A row of a board's page, ready for each viewer's marks.</summary>
    public ValueTask<ThreadRowMarkup> ThreadAsync(ThreadRow thread) =>
        markup.OnceAsync<ThreadRowItem, ThreadRowMarkup>(thread, nameof(ThreadRowItem.Thread), html => new ThreadRowMarkup(thread, html, slots.Names));

    /// <summary>The rows of a board's page for its viewer, in order.</summary>
    /// <param name="reader">What the viewer's rows depend on.</param>
    public async ValueTask<IReadOnlyList<MarkupString>> PageAsync(
        IReadOnlyList<ThreadRow> threads, Viewer viewer, Func<ThreadRow, ThreadRowReader> reader, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(threads);
        ArgumentNullException.ThrowIfNull(reader);
        var fill = await slots.FillAsync(viewer, threads, cancellation);
        var drawn = new MarkupString[threads.Count];
        for (var i = 0; i < drawn.Length; i++)
            drawn[i] = new((await ThreadAsync(threads[i])).For(reader(threads[i]), fill, SayNew));
        return drawn;
    }

    /// <summary>A row for an open page of a viewer: as a new one, whose slots and unread mark the page's script replaces by those it has.</summary>
    public string Update(ThreadRowMarkup row, Viewer viewer)
    {
        ArgumentNullException.ThrowIfNull(row);
        return row.For(default, slots.FillNew(viewer, row.Thread), SayNew);
    }

    /// <summary>A row of the list of boards.</summary>
    /// <param name="unread">The number of threads in it that the viewer hasn't read.</param>
    public async ValueTask<string> BoardAsync(BoardView board, int unread = 0)
    {
        ArgumentNullException.ThrowIfNull(board);
        var html = await markup.OnceAsync<BoardRow>(board, nameof(BoardRow.Board));
        var chip = unread > 0 ? $"<a class=\"new-chip\" data-count=\"{unread}\" href=\"{Links.Board(board.Slug)}\">{WebUtility.HtmlEncode(SayNew(unread))}</a>" : "";
        return html.Replace(NewPlace, chip, StringComparison.Ordinal);
    }

    private string SayNew(int count) => texts.Count(count, "1 new", "{0:N0} new");
}
