using System.Collections.Immutable;
using Forum.Core.Boards;
using Forum.Core.Data;
using Forum.Core.Search.Sqlite;

namespace Forum.Core.Search;

/// <summary>The order of the results.</summary>
public enum SearchOrder
{
    /// <summary>Newest first.</summary>
    Newest,

    /// <summary>Most relevant first, among the newest results.</summary>
    Best,
}

/// <summary>A search.</summary>
/// <param name="Words">Words that all have to occur, "exact phrases" and -words that must not; only the first
/// <see cref="MaxLength"/> characters are read. Case and accents are ignored.</param>
public sealed record SearchRequest(string? Words)
{
    /// <summary>The maximum length of the query, in UTF-16 code units.</summary>
    public const int MaxLength = SearchWords.MaxLength;

    /// <summary>How often someone may search.</summary>
    public static readonly RateLimit Limit = new(
        "SearchesPerMinute", 30, TimeSpan.FromMinutes(1), "searches, per member or guest address",
        new Refusal("You're searching too fast. Wait a minute, then try again."));

    /// <summary>
    /// The slug of the only board to search; null or empty for all boards that the viewer can read and doesn't ignore.
    /// </summary>
    public string? Board { get; init; }

    /// <summary>The only thread to search; null for all.</summary>
    public int? ThreadId { get; init; }

    /// <summary>The author's name; null or empty for everyone.</summary>
    public string? Author { get; init; }

    /// <summary>Whether to search only thread titles.</summary>
    public bool TitlesOnly { get; init; }

    /// <summary>The order.</summary>
    public SearchOrder Order { get; init; }

    /// <summary>The page, from 1; a page past the end means the last one.</summary>
    public int Page { get; init; } = 1;
}

/// <summary>A page of results.</summary>
/// <param name="Hits">Up to <see cref="SearchQueries.PageSize"/> results.</param>
/// <param name="Count">The total count; at most <see cref="SearchQueries.MaxHits"/>.</param>
/// <param name="IsMore">Whether there are more, and older ones were left out.</param>
/// <param name="Page">The page, from 1.</param>
public sealed record SearchResults(ImmutableArray<SearchHit> Hits, int Count, bool IsMore, int Page)
{
    /// <summary>The number of pages; at least one.</summary>
    public int PageCount => Math.Max(1, (Count + SearchQueries.PageSize - 1) / SearchQueries.PageSize);

    /// <summary>Whether the search hit its time limit, so that older results may be missing.</summary>
    public bool IsCutShort { get; init; }

    /// <summary>Whether older posts are still being indexed, and can't be found yet.</summary>
    public bool IsIndexing { get; init; }
}

/// <summary>A search result.</summary>
public sealed record SearchHit
{
    /// <summary>The post.</summary>
    public required long Id { get; init; }

    /// <summary>Its thread.</summary>
    public required int ThreadId { get; init; }

    /// <summary>The slug of the thread's title.</summary>
    public required string ThreadSlug { get; init; }

    /// <summary>Its post number in the thread.</summary>
    public required int Number { get; init; }

    /// <summary>Its board's name.</summary>
    public required string BoardName { get; init; }

    /// <summary>Its board's slug.</summary>
    public required string BoardSlug { get; init; }

    /// <summary>The board's color and icon.</summary>
    public required BoardLook BoardLook { get; init; }

    /// <summary>The author; null for a guest.</summary>
    public required int? AuthorId { get; init; }

    /// <summary>The author's name; null for a guest, and for a former member, who still has a key.</summary>
    public required string? AuthorName { get; init; }

    /// <summary>When it was written.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>The thread's title. Search terms are highlighted if the post opens the thread.</summary>
    public required ImmutableArray<MarkedText> Title { get; init; }

    /// <summary>The text around the search terms.</summary>
    public required ImmutableArray<MarkedText> Excerpt { get; init; }
}

/// <summary>A piece of plain text.</summary>
/// <param name="IsHit">Whether it's a search term.</param>
public readonly record struct MarkedText(string Text, bool IsHit);
