using Forum.Core.Threads;
using Forum.Web.Components;


namespace Forum.Web.Threads;

/// <summary>
/// A thread's row, rendered once for everyone, and what differs by viewer: whether it is unread, and where to continue reading.
/// </summary>
public sealed class ThreadRowMarkup
{
    private const string ClassBegin = "class=\"thread-row ";
    private readonly ThreadRow _row;
    private readonly string _read;
    private readonly string _unread;
    private readonly string _title;

    private ThreadRowMarkup(ThreadRow row, string html)
    {
        _row = row;
        _read = html;
        _unread = First(html, ClassBegin, ClassBegin + "unread ");
        _title = $"<a href=\"{Links.Thread(row.Id, row.Slug)}\">";
    }

    /// <summary>The row as rendered by <see cref="ThreadRowItem"/>.</summary>
    public static ThreadRowMarkup Of(ThreadRow row, string html) => new(row, html);

    /// <summary>The row for a viewer.</summary>
    /// <param name="isUnread">Whether it has posts the viewer hasn't seen.</param>
    /// <param name="readUpTo">The last post the viewer has read; 0 for none. The link continues after it.</param>
    public string For(bool isUnread, int readUpTo)
    {
        var html = isUnread ? _unread : _read;
        return readUpTo > 0 && readUpTo < _row.LastNumber
            ? First(html, _title, $"<a href=\"{Links.PostInThread(_row.Id, _row.Slug, readUpTo + 1)}\">")
            : html;
    }

    // The first match is the row's own: text by members comes after it.
    private static string First(string html, string part, string instead)
    {
        var at = html.IndexOf(part, StringComparison.Ordinal);
        return at < 0 ? html : string.Concat(html.AsSpan(0, at), instead, html.AsSpan(at + part.Length));
    }
}
