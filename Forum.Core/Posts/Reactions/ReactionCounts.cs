using System.Collections.Immutable;
using System.Globalization;

namespace Forum.Core.Posts.Reactions;

/// <summary>How often each kind of reaction stands under a post. Kept with the post as a short text, so that a page of posts reads nothing more.</summary>
public static class ReactionCounts
{
    /// <summary>The longest text, with a thousand million of each.</summary>
    internal const int MaxLength = 80;

    /// <summary>The counts of a post, the most frequent first.</summary>
    /// <param name="text">What is kept with the post.</param>
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

    /// <summary>The text that is kept.</summary>
    internal static string Format(IEnumerable<(ReactionKind Kind, int Count)> counts) => string.Join(
        ' ', counts.OrderBy(static count => count.Kind).Select(static count => string.Create(CultureInfo.InvariantCulture, $"{(int)count.Kind}:{count.Count}")));
}
