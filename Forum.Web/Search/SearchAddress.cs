using Forum.Core.Search;
using Forum.Core.Search.Sqlite;
using Forum.Web.Layout;
using Microsoft.AspNetCore.WebUtilities;

namespace Forum.Web.Search;

/// <summary>What a search's address says: whoever is given it finds the same.</summary>
/// <param name="Words">What is looked for.</param>
/// <param name="Board">The name in the address of the only board; empty for all.</param>
/// <param name="Thread">The number of the only thread; empty for all.</param>
/// <param name="Author">Who wrote it; empty for everybody.</param>
/// <param name="TitlesOnly">Whether only titles are looked at.</param>
/// <param name="IsBestFirst">Whether the best matches come first, and not the newest.</param>
public sealed record SearchAddress(string Words, string Board, string Thread, string Author, bool TitlesOnly, bool IsBestFirst)
{
    /// <summary>What <c>titles</c> says when only titles are looked at.</summary>
    public const string Yes = "yes";

    /// <summary>What <c>sort</c> says when the best matches come first.</summary>
    public const string Best = "best";

    /// <summary>The path of the search.</summary>
    public const string Path = "/search";

    /// <summary>What the core is asked for.</summary>
    /// <param name="page">The page as it stands in the address.</param>
    public SearchRequest ToRequest(string? page) => new(Words)
    {
        Board = Board,
        ThreadId = Thread.Length == 0 ? null : int.TryParse(Thread, out var id) ? id : 0,
        Author = Author,
        TitlesOnly = TitlesOnly,
        Order = IsBestFirst ? SearchOrder.Best : SearchOrder.Newest,
        Page = Pages.Clamp(page, SearchQueries.MaxHits),
    };

    /// <summary>The address of a page of the results. What is as usual is left out.</summary>
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
