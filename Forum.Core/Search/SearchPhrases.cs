using System.Buffers;
using System.Collections.Concurrent;
using System.Text;

namespace Forum.Core.Search;

/// <summary>
/// Finds words and phrases in a text as the index does (its tokenizer is <c>unicode61 remove_diacritics 2</c>):
/// letters, digits and private-use characters form words; case and accents are ignored.
/// </summary>
internal sealed class SearchPhrases
{
    private static readonly SearchValues<char> PlainLetters = SearchValues.Create("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");
    private static readonly ConcurrentDictionary<char, char> Letters = new();

    private readonly Dictionary<string, int> _words = new(StringComparer.Ordinal);
    private readonly List<int[]> _phrases = [];
    private readonly int _longest;

    // The lengths and first letters of the words, one bit each: words that match neither are skipped without folding
    // them.
    private readonly uint _lengths;
    private readonly uint _firsts;

    /// <param name="phrases">Each a word, or several consecutive words.</param>
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

    /// <summary>A match of one of the phrases.</summary>
    /// <param name="Start">The index of its first character.</param>
    /// <param name="End">The index after its last character.</param>
    /// <param name="Phrase">The index of the phrase.</param>
    public readonly record struct Hit(int Start, int End, int Phrase);

    /// <summary>Finds the phrases, in text order.</summary>
    /// <param name="atMost">The number of hits to stop at.</param>
    public List<Hit> Find(string text, int atMost)
    {
        var hits = new List<Hit>();
        var lookup = _words.GetAlternateLookup<ReadOnlySpan<char>>();

        // The last words read, as many as the longest phrase has: a ring buffer.
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

    // An uppercase letter and its lowercase one share a bit.
    private static uint Bit(int value) => 1U << (value & 0x1F);

    // Reads to the end of the next word and folds it. A word longer than the buffer isn't a search term.
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

    // Most words have only plain letters: these are read and folded in one go.
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

    // A mark on the letter before it. To the index other marks, such as Thai vowels, separate words.
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

    // Latin letters only, as in the index. An accented letter is one character here or several; the base letter is the
    // first of them.
    private static char WithoutAccent(char letter) =>
        Letters.GetOrAdd(letter, static c => char.ToLowerInvariant(c.ToString().Normalize(NormalizationForm.FormD)[0]));
}
