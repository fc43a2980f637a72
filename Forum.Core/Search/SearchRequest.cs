using System.Collections.Immutable;

namespace Forum.Core.Search;

/// <summary>In which order results come.</summary>
public enum SearchOrder
{
    /// <summary>The newest first.</summary>
    Newest,

    /// <summary>Of the newest results those first that speak most of it.</summary>
    Best,
}

/// <summary>What someone looks for.</summary>
/// <param name="Words">Words that all have to occur, "exact phrases" and -words that must not; only the first
/// <see cref="MaxLength"/> characters are read. Case and accents make no difference.</param>
public sealed record SearchRequest(string? Words)
{
    /// <summary>How much is read of the words, in UTF-16 code units.</summary>
    public const int MaxLength = SearchWords.MaxLength;

    /// <summary>The name in the address of the only board to look in; null or empty for all that the viewer reads and does not ignore.</summary>
    public string? Board { get; init; }

    /// <summary>The only thread to look in; null for all.</summary>
    public int? ThreadId { get; init; }

    /// <summary>The name of the member who wrote it; null or empty for everyone.</summary>
    public string? Author { get; init; }

    /// <summary>Whether only titles of threads are looked at.</summary>
    public bool TitlesOnly { get; init; }

    /// <summary>In which order.</summary>
    public SearchOrder Order { get; init; }

    /// <summary>The page, from 1; one past the end is taken for the last.</summary>
    public int Page { get; init; } = 1;
}

/// <summary>A page of results.</summary>
/// <param name="Hits">Up to <see cref="SearchQueries.PageSize"/> results.</param>
/// <param name="Count">How many there are in all; <see cref="SearchQueries.MaxHits"/> at most.</param>
/// <param name="IsMore">Whether older ones were left out, as there are more than that.</param>
/// <param name="Page">The page, from 1.</param>
public sealed record SearchResults(ImmutableArray<SearchHit> Hits, int Count, bool IsMore, int Page)
{
    /// <summary>How many pages there are; at least one.</summary>
    public int PageCount => Math.Max(1, (Count + SearchQueries.PageSize - 1) / SearchQueries.PageSize);

    /// <summary>Whether the search gave up before it had looked through everything, so that older results may be missing.</summary>
    public bool IsCutShort { get; init; }

    /// <summary>Whether older posts are still being taken into the index, so that they are not found yet.</summary>
    public bool IsIndexing { get; init; }
}

/// <summary>A post that was found.</summary>
public sealed record SearchHit
{
    /// <summary>The post.</summary>
    public required long Id { get; init; }

    /// <summary>Its thread.</summary>
    public required int ThreadId { get; init; }

    /// <summary>The thread's title as it stands in the address.</summary>
    public required string ThreadSlug { get; init; }

    /// <summary>Its floor.</summary>
    public required int Number { get; init; }

    /// <summary>Its board's name.</summary>
    public required string BoardName { get; init; }

    /// <summary>Its board's name in the address.</summary>
    public required string BoardSlug { get; init; }

    /// <summary>Who wrote it; null for a guest.</summary>
    public required int? AuthorId { get; init; }

    /// <summary>The author's name; null for a guest, and for a former member, who still has a key.</summary>
    public required string? AuthorName { get; init; }

    /// <summary>When it was written.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>The thread's title. Words are marked in it where the post opens the thread.</summary>
    public required ImmutableArray<MarkedText> Title { get; init; }

    /// <summary>What the post says around the words that were found.</summary>
    public required ImmutableArray<MarkedText> Excerpt { get; init; }
}

/// <summary>A piece of plain text.</summary>
/// <param name="IsHit">Whether it was looked for.</param>
public readonly record struct MarkedText(string Text, bool IsHit);
