using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace Forum.Core.Search;

/// <summary>
/// Highlights search terms in titles and texts, and picks the excerpt to show. SQLite's own <c>snippet</c> and
/// <c>highlight</c> are quadratic in the number of hits: 0.7 s for one post of 10,600 short lines. This reads a text
/// once, and considers only a few of its hits.
/// </summary>
/// <param name="words">The search terms.</param>
internal sealed class SearchExcerpt(SearchWords words)
{
    /// <summary>The length of an excerpt, in UTF-16 code units.</summary>
    public const int Length = 280;

    // The part of the excerpt before the first hit, and the number of hits considered as the first one.
    private const int Before = 60;
    private const int MaxHits = 50;

    private readonly SearchPhrases _phrases = new(words.Wanted);

    /// <summary>A title with the search terms highlighted.</summary>
    public ImmutableArray<MarkedText> Mark(string title) => Pieces(title, 0, title.Length, _phrases.Find(title, MaxHits));

    /// <summary>
    /// The part of a text where most of the search terms are close together; its beginning if there are none.
    /// </summary>
    public ImmutableArray<MarkedText> Of(string text)
    {
        var hits = _phrases.Find(text, MaxHits);
        if (text.Length <= Length)
            return Pieces(text, 0, text.Length, hits);
        var start = hits.Count == 0 ? 0 : StartBefore(text, hits[Best(hits)].Start);
        return Pieces(text, start, EndAfter(text, start), hits);
    }

    /// <summary>
    /// How relevant a post is. A title says what a thread is about. Further occurrences count less and less, and less
    /// in a long text.
    /// </summary>
    public double Weigh(string title, string text)
    {
        var inText = _phrases.Find(text, int.MaxValue).Count;
        return (_phrases.Find(title, 1).Count > 0 ? 2 : 0) + (inText / (inText + 0.5 + (text.Length / 500.0)));
    }

    private static int Best(List<SearchPhrases.Hit> hits)
    {
        var (best, most) = (0, 0);
        for (var i = 0; i < hits.Count; i++)
        {
            var end = hits[i].Start + Length - Before;
            var different = hits.Skip(i).TakeWhile(hit => hit.End <= end).Select(static hit => hit.Phrase).Distinct().Count();
            if (different > most)
                (best, most) = (i, different);
        }

        return best;
    }

    // At the beginning of a word.
    private static int StartBefore(string text, int hit)
    {
        if (hit <= Before)
            return 0;
        var space = text.IndexOf(' ', hit - Before, Before);
        return space >= 0 ? space + 1 : hit;
    }

    // At the end of a word, or of a character where there are no words.
    private static int EndAfter(string text, int start)
    {
        var end = start + Length;
        if (end >= text.Length)
            return text.Length;
        var space = text.LastIndexOf(' ', end, Length / 4);
        return space > start ? space : char.IsLowSurrogate(text[end]) ? end - 1 : end;
    }

    private static ImmutableArray<MarkedText> Pieces(string text, int start, int end, List<SearchPhrases.Hit> hits)
    {
        var pieces = ImmutableArray.CreateBuilder<MarkedText>();
        var (at, plain) = (start, new StringBuilder(start > 0 ? "…" : ""));
        foreach (var hit in hits)
        {
            // A hit that starts inside another, as with "one two" and "two three", continues where that one ends.
            var (from, to) = (Math.Max(hit.Start, at), Math.Min(hit.End, end));
            if (from >= to)
                continue;
            while (to < end && char.GetUnicodeCategory(text[to]) is (UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark))
                to++;
            plain.Append(text, at, from - at);
            Add(pieces, plain.ToString(), isHit: false);
            plain.Clear();
            Add(pieces, text[from..to], isHit: true);
            at = to;
        }

        plain.Append(text, at, end - at).Append(end < text.Length ? "…" : "");
        Add(pieces, plain.ToString(), isHit: false);
        return pieces.ToImmutable();
    }

    private static void Add(ImmutableArray<MarkedText>.Builder pieces, string text, bool isHit)
    {
        text = text.Replace(SearchText.Seam.ToString(), "", StringComparison.Ordinal);
        if (text.Length == 0)
            return;
        if (isHit && pieces.Count > 0 && pieces[^1].IsHit)
            pieces[^1] = new MarkedText(pieces[^1].Text + text, true);
        else
            pieces.Add(new MarkedText(text, isHit));
    }
}
