using Forum.Core.Search;
using Forum.Core.Search.Sqlite;
using Forum.Web.Components;
using Microsoft.AspNetCore.WebUtilities;

namespace Forum.Web.Search;

/// <summary>The URL of a search: it can be shared, and finds the same for everyone.</summary>
/// <param name="Words">The search terms.</param>
/// <param name="Board">The slug of the only board; empty for all.</param>
/// <param name="Thread">The number of the only thread; empty for all.</param>
/// <param name="Author">The author's name; empty for everyone.</param>
/// <param name="TitlesOnly">Whether to search only titles.</param>
/// <param name="IsBestFirst">Whether the best matches come first, instead of the newest.</param>
public sealed record SearchAddress(string Words, string Board, string Thread, string Author, bool TitlesOnly, bool IsBestFirst)
{
    /// <summary>The value of <c>titles</c> to search only titles.</summary>
    public const string Yes = "yes";

    /// <summary>The value of <c>sort</c> for the best matches first.</summary>
    public const string Best = "best";

    /// <summary>The path of the search.</summary>
    public const string Path = "/search";

    /// <summary>The query for the core.</summary>
    /// <param name="page">The page as in the URL.</param>
    public SearchRequest ToRequest(string? page) => new(Words)
    {
        Board = Board,
        ThreadId = Thread.Length == 0 ? null : int.TryParse(Thread, out var id) ? id : 0,
        Author = Author,
        TitlesOnly = TitlesOnly,
        Order = IsBestFirst ? SearchOrder.Best : SearchOrder.Newest,
        Page = Pages.Clamp(page, SearchQueries.MaxHits),
    };

    /// <summary>The URL of a page of results. Defaults are left out.</summary>
    /// <param name="page">The page, from 1.</param>
    public string ToLink(int page) => QueryHelpers.AddQueryString(Path, new Dictionary<string, string?>
    {
        ["q"] = Said(Words),
        ["board"] = Said(Board),
        ["thread"] = Said(Thread),
        ["author"] = Said(Author),
        ["titles"] = TitlesOnly ? Yes : null,
        ["sort"] = IsBestFirst ? Best : null,
        ["page"] = page > 1 ? page.ToString(null as IFormatProvider) : null,
    });

    private static string? Said(string text) => text.Length == 0 ? null : text;
}
