using System.Globalization;

namespace Forum.Core.Threads;

/// <summary>Who replied in a thread lately, as stored in its row (<see cref="ForumThread.RecentPosters"/>).</summary>
public static class Participants
{
    /// <summary>The maximum number, besides the author.</summary>
    public const int MaxRecent = 4;

    /// <summary>The maximum length as stored.</summary>
    public const int MaxLength = (MaxRecent * 11) - 1;

    /// <summary>The keys, the newest first.</summary>
    public static IReadOnlyList<int> Parse(string stored)
    {
        ArgumentNullException.ThrowIfNull(stored);
        return [.. stored.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(static key => int.Parse(key, CultureInfo.InvariantCulture))];
    }

    /// <summary>The keys as stored.</summary>
    /// <param name="newestFirst">The posters; the same one may come several times.</param>
    public static string Format(IEnumerable<int> newestFirst) => string.Join(',', newestFirst.Distinct().Take(MaxRecent));

    /// <summary>The stored keys after a reply.</summary>
    /// <param name="authorId">The thread's author, who is never listed.</param>
    /// <param name="posterId">Who replied; null for a guest, who isn't listed.</param>
    public static string Add(string stored, int? authorId, int? posterId) =>
        posterId is { } poster && poster != authorId ? Format([poster, .. Parse(stored)]) : stored;
}
