using Forum.Core.Threads;
using Forum.Web.Components;
using Forum.Web.Live;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace Forum.Web.Threads;

/// <summary>Puts together what a thread's head says about it, for its page and for open pages when a reply arrives.</summary>
public sealed class ThreadHead(LiveMarkup markup, ViewCounts views, IStringLocalizer<Texts> texts)
{
    /// <summary>The mark of the view count, which changes without the thread. The renderer can't produce it, since it writes no comments.</summary>
    internal const string ViewsMark = "<!--views-->";

    /// <summary>The participants, times and counts of a thread.</summary>
    public async ValueTask<MarkupString> FactsAsync(ThreadView thread)
    {
        ArgumentNullException.ThrowIfNull(thread);
        var html = await markup.OnceAsync<ThreadFacts>(thread, nameof(ThreadFacts.Thread));
        var count = texts.Count(thread.ViewCount + views.Waiting(thread.Id), "1 view", "{0:N0} views");
        return new(html.Replace(ViewsMark, System.Net.WebUtility.HtmlEncode(count), StringComparison.Ordinal));
    }

    /// <summary>The tags before a thread's title, and whether each stands out.</summary>
    public IEnumerable<(string Text, bool StandsOut)> TagsOf(ThreadView thread)
    {
        if (thread.IsPinned)
            yield return (texts["Pinned"], true);
        if (thread.IsLocked)
            yield return (texts["Locked"], false);
        if (thread.Access.IsArchived)
            yield return (texts["Archived"], false);
    }
}
