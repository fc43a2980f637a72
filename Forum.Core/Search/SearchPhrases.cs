using System.Buffers;
using System.Collections.Concurrent;
using System.Text;

namespace Forum.Core.Search;

/// <summary>
/// Finds words and phrases in a text as the index does (its tokenizer is <c>unicode61 remove_diacritics 2</c>): letters, digits and characters of
/// private use make words, and neither case nor accents make a difference.
/// </summary>
internal sealed class SearchPhrases
{
    private static readonly SearchValues<char> PlainLetters = SearchValues.Create("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");
    private static readonly ConcurrentDictionary<char, char> Letters = new();

    private readonly Dictionary<string, int> _words = new(StringComparer.Ordinal);
    private readonly List<int[]> _phrases = [];
    private readonly int _longest;

    // Which lengths and which first letters the words have, a bit each: what has another of either need not be folded to be passed over.
    private readonly uint _lengths;
    private readonly uint _firsts;

    /// <param name="phrases">Each a word, or several that have to follow one another.</param>
    public SearchPhrases(IEnumerable<string> phrases)
    {
        Span<char> folded = stackalloc char[SearchWords.MaxLength + 2];
        foreach (var phrase in phrases)
        {
            var ids = new List<int>();
            for (var at = 0; NextWord(phrase, ref at, folded, uint.MaxValue, uint.MaxValue, out _, out var length);)
            {
                var word = folded[..length].ToString();
                (_lengths, _firsts) = (_lengths | Bit(word.Length), _firsts | Bit(word[0]));
                if (!_words.TryGetValue(word, out var id))
                    _words.Add(word, id = _words.Count);
                ids.Add(id);
            }

            if (ids.Count > 0)
                _phrases.Add([.. ids]);
            _longest = Math.Max(_longest, ids.Count);
        }
    }

    /// <summary>Where one of the phrases stands.</summary>
    /// <param name="Start">The place of its first character.</param>
    /// <param name="End">The place after its last.</param>
    /// <param name="Phrase">Which of them it is.</param>
    public readonly record struct Hit(int Start, int End, int Phrase);

    /// <summary>Finds them, in the order of their places.</summary>
    /// <param name="text">Where.</param>
    /// <param name="atMost">After how many to stop.</param>
    public List<Hit> Find(string text, int atMost)
    {
        var hits = new List<Hit>();
        var lookup = _words.GetAlternateLookup<ReadOnlySpan<char>>();

        // The words just read, as many as the longest phrase has: a ring.
        var ids = new int[Math.Max(1, _longest)];
        var starts = new int[ids.Length];
        Span<char> word = stackalloc char[SearchWords.MaxLength + 2];
        var read = 0;
        for (var at = 0; hits.Count < atMost && NextWord(text, ref at, word, _lengths, _firsts, out var start, out var length); read++)
        {
            var (place, id) = (read % ids.Length, -1);
            if (length <= word.Length && lookup.TryGetValue(word[..length], out var known))
                id = known;
            (ids[place], starts[place]) = (id, start);
            if (id >= 0)
                AddEnding(hits, ids, starts, read, at);
        }

        if (_phrases.Count > 1)
            hits.Sort(static (one, other) => one.Start != other.Start ? one.Start - other.Start : other.End - one.End);
        return hits;
    }

    private void AddEnding(List<Hit> hits, int[] ids, int[] starts, int last, int end)
    {
        for (var phrase = 0; phrase < _phrases.Count; phrase++)
        {
            var wanted = _phrases[phrase];
            var first = last - wanted.Length + 1;
            if (first < 0)
                continue;
            var same = 0;
            while (same < wanted.Length && ids[(first + same) % ids.Length] == wanted[same])
                same++;
            if (same == wanted.Length)
                hits.Add(new Hit(starts[first % ids.Length], end, phrase));
        }
    }

    // A capital letter and its small one share a bit.
    private static uint Bit(int value) => 1U << (value & 0x1F);

    // Reads on to the end of the next word, and folds it. What is longer than what it is folded into is no word that is looked for.
    private static bool NextWord(string text, ref int at, Span<char> folded, uint lengths, uint firsts, out int start, out int length)
    {
        while (at < text.Length && !IsOfWord(text, at, out var skipped))
            at += skipped;
        (start, length) = (at, 0);
        if (IsPlain(text, ref at, folded, lengths, firsts, ref length))
            return true;
        while (at < text.Length && (IsOfWord(text, at, out var read) || IsAccent(text[at])))
        {
            if (length + 2 > folded.Length)
                length = folded.Length + 1;
            else
                Fold(text, at, folded, ref length);
            at += read;
        }

        return at > start;
    }

    // Most words have plain letters only: these are read and folded all at once.
    private static bool IsPlain(string text, ref int at, Span<char> folded, uint lengths, uint firsts, ref int length)
    {
        var rest = text.AsSpan(at);
        var end = rest.IndexOfAnyExcept(PlainLetters);
        var word = end < 0 ? rest : rest[..end];
        if (word.IsEmpty || (end >= 0 && !char.IsAscii(rest[end])))
            return false;
        if (word.Length <= folded.Length - 2 && (lengths & Bit(word.Length)) != 0 && (firsts & Bit(word[0])) != 0)
            Ascii.ToLower(word, folded, out length);
        else
            length = folded.Length + 1;
        at += word.Length;
        return true;
    }

    private static bool IsOfWord(string text, int at, out int length)
    {
        length = 1;
        if (char.IsAscii(text[at]))
            return char.IsAsciiLetterOrDigit(text[at]);
        if (!Rune.TryGetRuneAt(text, at, out var rune))
            return false;
        length = rune.Utf16SequenceLength;
        return SearchWords.IsOfWord(rune);
    }

    // Of a letter before it. The index takes other marks, such as the vowels of Thai, for what parts words.
    private static bool IsAccent(char c) => c is >= '\u0300' and <= '\u0331';

    private static void Fold(string text, int at, Span<char> folded, ref int length)
    {
        var c = text[at];
        if (char.IsAscii(c))
            folded[length++] = char.ToLowerInvariant(c);
        else if (IsAccent(c))
            return;
        else if (c is (>= '\u00C0' and <= '\u0331') or (>= '\u1E00' and <= '\u1EFF'))
            folded[length++] = WithoutAccent(c);
        else if (Rune.TryGetRuneAt(text, at, out var rune))
            length += Rune.ToLowerInvariant(rune).EncodeToUtf16(folded[length..]);
    }

    // Latin letters only, as in the index. A letter with its accents is one character here or several: the first of these is the letter.
    private static char WithoutAccent(char letter) =>
        Letters.GetOrAdd(letter, static c => char.ToLowerInvariant(c.ToString().Normalize(NormalizationForm.FormD)[0]));
}
