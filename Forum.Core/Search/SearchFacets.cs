using System.Globalization;

namespace Forum.Core.Search;

/// <summary>
/// What the index knows of a post beside its words: its board, its thread and its author, each as a word of the column
/// <c>Facts</c>. Being restricted to one of them is then a part of what the index is requested.
/// </summary>
internal static class SearchFacets
{
    /// <summary>The word for posts of a board.</summary>
    public static string OfBoard(int boardId) => Word('b', boardId);

    /// <summary>The word for posts of a thread.</summary>
    public static string OfThread(int threadId) => Word('t', threadId);

    /// <summary>The word for posts of a member.</summary>
    public static string OfAuthor(int memberId) => Word('a', memberId);

    /// <summary>All that is known of a post, as its row has it.</summary>
    public static string Of(IndexedPost post)
    {
        var place = $"{OfBoard(post.BoardId)} {OfThread(post.ThreadId)}";
        return post.AuthorId is { } authorId ? $"{place} {OfAuthor(authorId)}" : place;
    }

    private static string Word(char kind, int id) => string.Create(CultureInfo.InvariantCulture, $"{kind}{id}");
}
