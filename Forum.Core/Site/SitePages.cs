using System.Collections.Frozen;
using System.Globalization;
using Forum.Core.Data;
using Forum.Core.Live;
using Forum.Core.Members;
using Microsoft.EntityFrameworkCore;

namespace Forum.Core.Site;

/// <summary>A page about the forum, as visitors see it.</summary>
/// <param name="Html">The text as safe HTML.</param>
/// <param name="ChangedAt">When it was last changed.</param>
public sealed record SitePageView(SitePageKind Kind, string Html, DateTimeOffset ChangedAt);

/// <summary>Reads the pages that administrators write. They are few, so they are rendered when needed and cached together.</summary>
public sealed class SitePages(IDbContextFactory<ForumDb> databases, PostText texts, ChangeCounters changes)
{
    private readonly CachedValue<FrozenDictionary<SitePageKind, SitePageView>> _written = new(changes);

    /// <summary>The page; null if there is no text on it.</summary>
    public async ValueTask<SitePageView?> FindAsync(SitePageKind kind, CancellationToken cancellation = default) =>
        (await _written.GetAsync(ReadAsync, cancellation)).GetValueOrDefault(kind);

    /// <summary>The pages with a text on them, in the order of their kinds.</summary>
    public async ValueTask<IReadOnlyList<SitePageKind>> WrittenAsync(CancellationToken cancellation = default) =>
        [.. (await _written.GetAsync(ReadAsync, cancellation)).Keys.Order()];

    /// <summary>Every page as it is stored, for its editor; one that was never saved has version 0 and no text.</summary>
    public async Task<IReadOnlyList<SitePage>> StoredAsync(CancellationToken cancellation = default)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var stored = await db.SitePages.AsNoTracking().ToDictionaryAsync(page => page.Kind, cancellation);
        return [.. Enum.GetValues<SitePageKind>().Select(kind => stored.GetValueOrDefault(kind) ?? new SitePage { Kind = kind })];
    }

    /// <summary>A text as visitors would see it.</summary>
    /// <param name="text">The Markdown as typed.</param>
    /// <returns>Safe HTML.</returns>
    public Task<string> PreviewAsync(SitePageKind kind, string text, CancellationToken cancellation = default) =>
        texts.RenderAsync(Text.WritingRules.Clean(text), null, IdOf(kind), cancellation);

    // The same at each rendering, so that a link to a footnote goes on working.
    internal static Guid IdOf(SitePageKind kind) => Guid.Parse(string.Create(CultureInfo.InvariantCulture, $"{(int)kind:d8}-0000-0000-0000-000000000000"));

    private async Task<FrozenDictionary<SitePageKind, SitePageView>> ReadAsync()
    {
        var views = new Dictionary<SitePageKind, SitePageView>();
        foreach (var page in await StoredAsync())
        {
            if (page.Markdown.Length > 0)
                views.Add(page.Kind, new SitePageView(page.Kind, await texts.RenderAsync(page.Markdown, null, IdOf(page.Kind)), page.ChangedAt));
        }

        return views.ToFrozenDictionary();
    }
}
