using System.Collections.Immutable;
using System.Globalization;

namespace Forum.Core.Posts.Reactions;

/// <summary>
/// The number of reactions of each kind to a post. Stored with the post as a short string, so that a page of posts
/// needs no further query.
/// </summary>
public static class ReactionCounts
{
    /// <summary>The maximum length of the string, with a billion of each kind.</summary>
    internal const int MaxLength = 80;

    /// <summary>The counts of a post, most frequent first.</summary>
    public static ImmutableArray<(ReactionKind Kind, int Count)> Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return
        [
            .. text.Split(' ', StringSplitOptions.RemoveEmptyEntries)
                .Select(static part => part.Split(':'))
                .Select(static part => ((ReactionKind)int.Parse(part[0], CultureInfo.InvariantCulture), int.Parse(part[1], CultureInfo.InvariantCulture)))
                .OrderByDescending(static count => count.Item2).ThenBy(static count => count.Item1),
        ];
    }

    /// <summary>Formats the counts for storage.</summary>
    internal static string Format(IEnumerable<(ReactionKind Kind, int Count)> counts) => string.Join(
        ' ', counts.OrderBy(static count => count.Kind).Select(static count => string.Create(CultureInfo.InvariantCulture, $"{(int)count.Kind}:{count.Count}")));
}
