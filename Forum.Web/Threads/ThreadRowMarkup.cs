using System.Globalization;
using System.Net;
using Forum.Core.Access;
using Forum.Core.Threads;
using Forum.Web.Components;

namespace Forum.Web.Threads;

/// <summary>Everything about a viewer that a thread's row depends on.</summary>
/// <param name="IsUnread">Whether it has posts that the viewer hasn't seen.</param>
/// <param name="ContinueAt">The first post that the viewer hasn't read; null to begin with the thread.</param>
public readonly record struct ThreadRowReader(bool IsUnread, int? ContinueAt)
{
    /// <summary>A viewer as the reader of a row.</summary>
    /// <param name="readUpTo">The last post that the viewer has read; 0 for none.</param>
    /// <param name="isIgnored">Whether the viewer ignores the board.</param>
    public static ThreadRowReader Of(Viewer viewer, ThreadRow thread, int readUpTo, bool isIgnored)
    {
        ArgumentNullException.ThrowIfNull(viewer);
        ArgumentNullException.ThrowIfNull(thread);
        var hasMore = readUpTo < thread.LastNumber;
        return new(
            viewer.IsMember && !isIgnored && !viewer.Is(thread.LastPosterId) && thread.LastPostAt > viewer.JoinedAt && hasMore,
            readUpTo > 0 && hasMore ? readUpTo + 1 : null);
    }
}

/// <summary>A thread's row, rendered once for everyone; what differs by viewer is inserted as text.</summary>
public sealed class ThreadRowMarkup
{
    /// <summary>Where the number of new posts goes.</summary>
    internal const string NewPlace = "<forum-new></forum-new>";

    private const string ClassBegin = "class=\"thread-row ";
    private readonly SlottedHtml _read;
    private readonly SlottedHtml _unread;
    private readonly SlottedHtml _unreadFromHere;
    private readonly string _title;

    /// <summary>The row as rendered by <see cref="ThreadRowItem"/>.</summary>
    /// <param name="filled">The slots that rooms fill.</param>
    public ThreadRowMarkup(ThreadRow thread, string html, IReadOnlySet<string> filled)
    {
        ArgumentNullException.ThrowIfNull(thread);
        Thread = thread;
        var unread = First(html, ClassBegin, ClassBegin + "unread ");
        _read = new(First(html, NewPlace, ""), filled);
        _unread = new(First(unread, NewPlace, ""), filled);
        _unreadFromHere = new(unread, filled);
        _title = $"<a href=\"{Links.Thread(thread.Id, thread.Slug)}\">";
    }

    /// <summary>The thread.</summary>
    public ThreadRow Thread { get; }

    /// <summary>The row for a viewer.</summary>
    /// <param name="sayNew">Says how many posts are new.</param>
    public string For(ThreadRowReader reader, SlotFill fill, Func<int, string> sayNew)
    {
        ArgumentNullException.ThrowIfNull(sayNew);
        if (reader.ContinueAt is not { } number)
            return (reader.IsUnread ? _unread : _read).With(Thread.Id, fill);
        var link = Links.PostInThread(Thread.Id, Thread.Slug, number);
        var html = First((reader.IsUnread ? _unreadFromHere : _read).With(Thread.Id, fill), _title, $"<a href=\"{link}\">");
        return reader.IsUnread
            ? First(html, NewPlace, string.Create(CultureInfo.InvariantCulture, $"<a class=\"new-chip\" data-from=\"{number}\" href=\"{link}\">{WebUtility.HtmlEncode(sayNew(Thread.LastNumber - number + 1))}</a>"))
            : html;
    }

    // The first match is the row's own: text by members, and what is in slots, comes after it.
    private static string First(string html, string part, string instead)
    {
        var at = html.IndexOf(part, StringComparison.Ordinal);
        return at < 0 ? html : string.Concat(html.AsSpan(0, at), instead, html.AsSpan(at + part.Length));
    }
}
