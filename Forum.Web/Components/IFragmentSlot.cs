using Forum.Core.Access;
using Forum.Core.Data;
using Microsoft.AspNetCore.Components;

namespace Forum.Web.Components;

/// <summary>
/// The slots in fragments, such as posts, that are rendered once for everyone. They're filled per viewer by an
/// <see cref="IFragmentSlot{TItem}"/>.
/// </summary>
public static class FragmentSlotNames
{
    /// <summary>In a post, below its author. Of: a <c>PostOnPage</c>.</summary>
    public const string PostAuthor = "post-author";

    /// <summary>In a post, below its text. Of: a <c>PostOnPage</c>.</summary>
    public const string PostFooter = "post-footer";

    /// <summary>In a post, after the viewer's actions. Of: a <c>PostOnPage</c>.</summary>
    public const string PostActions = "post-actions";

    /// <summary>In a row of a board's page, after the title and part of its heading: text and tags only. Of: a <c>ThreadRow</c>.</summary>
    public const string RowTitle = "row-title";

    /// <summary>In a row of a board's page, below the thread's author. Of: a <c>ThreadRow</c>.</summary>
    public const string RowFooter = "row-footer";
}

/// <summary>
/// Fills a slot in each post or row of a page for its viewer. The fragments themselves are cached for everyone. Pages of
/// guests are cached for all of them, so the viewer is then <see cref="Viewer.Guest"/>, without an address.
/// An update to an open page leaves the slots as they are, so it costs no query.
/// </summary>
/// <typeparam name="TItem">What the fragment shows: a <c>PostOnPage</c> or a <c>ThreadRow</c>.</typeparam>
[ExtensionPoint]
public interface IFragmentSlot<in TItem>
{
    /// <summary>One of <see cref="FragmentSlotNames"/>.</summary>
    string Name { get; }

    /// <summary>Lower numbers come first.</summary>
    int Order => 0;

    /// <summary>Called once for each page, so that one query is enough. An exception fails the page.</summary>
    /// <param name="items">What the page shows; at least one.</param>
    /// <returns>
    /// HTML by the key of those items that have any. It's sent as it is: encode everything that people wrote.
    /// </returns>
    ValueTask<IReadOnlyDictionary<long, MarkupString>> FillAsync(Viewer viewer, IReadOnlyList<TItem> items, CancellationToken cancellation);

    /// <summary>
    /// The HTML, encoded likewise, for an item that an update adds to an open page, or for a post that is removed or
    /// restored there. Called for each viewer, so it mustn't query.
    /// </summary>
    MarkupString FillNew(Viewer viewer, TItem item) => default;
}
