using System.Globalization;
using Forum.Core.Search.Sqlite;

namespace Forum.Core.Search;

/// <summary>
/// What the index stores about a post besides its words: its board, thread and author, each as a word in the
/// <c>Facts</c> column. Restricting a search to one of them is then part of the index query.
/// </summary>
internal static class SearchFacets
{
    /// <summary>The word for posts of a board.</summary>
    public static string OfBoard(int boardId) => Word('b', boardId);

    /// <summary>The word for posts of a thread.</summary>
    public static string OfThread(int threadId) => Word('t', threadId);

    /// <summary>The word for posts of a member.</summary>
    public static string OfAuthor(int memberId) => Word('a', memberId);

    /// <summary>All facts about a post, as stored in its row.</summary>
    public static string Of(IndexedPost post)
    {
        var place = $"{OfBoard(post.BoardId)} {OfThread(post.ThreadId)}";
        return post.AuthorId is { } authorId ? $"{place} {OfAuthor(authorId)}" : place;
    }

    private static string Word(char kind, int id) => string.Create(CultureInfo.InvariantCulture, $"{kind}{id}");
}
