using System.Globalization;
using System.Text;

namespace Forum.Core.Search;

/// <summary>
/// A parsed query: words that all have to occur, "exact phrases", and -words that must not. Any other character is part
/// of a word or separates words; nothing that is typed has a meaning to the database.
/// </summary>
internal sealed class SearchWords
{
    /// <summary>The maximum length of a query, in UTF-16 code units.</summary>
    public const int MaxLength = 200;

    private const string QuotationMarks = "\"\u201C\u201D\u201E\u201F\u00AB\u00BB\uFF02";

    private readonly List<string> _wanted = [];
    private readonly List<string> _unwanted = [];

    private SearchWords(string text) => Text = text;

    /// <summary>The query as it's shown again: on one line, truncated to the maximum length.</summary>
    public string Text { get; }

    /// <summary>
    /// Whether there is nothing to find. Excluded words alone don't count: nearly all posts are without them.
    /// </summary>
    public bool IsEmpty => _wanted.Count == 0;

    /// <summary>The required words and phrases, as in the index.</summary>
    public IReadOnlyList<string> Wanted => _wanted;

    /// <summary>Parses a query. Any text is valid.</summary>
    public static SearchWords Read(string? query)
    {
        var words = new SearchWords(Clean(query));
        for (var at = 0; at < words.Text.Length;)
            at = words.ReadOne(at);
        return words;
    }

    /// <summary>The query in FTS5 syntax.</summary>
    /// <param name="columns">The columns that must contain the words.</param>
    /// <param name="facts">Additional conditions; of each list, one must be true.</param>
    public string ToMatch(string columns, IEnumerable<IReadOnlyList<string>> facts)
    {
        var match = new StringBuilder();
        match.Append(CultureInfo.InvariantCulture, $"(({columns} : ({string.Join(" AND ", _wanted.Select(Quoted))}))");
        foreach (var oneOf in facts)
            match.Append(CultureInfo.InvariantCulture, $" AND (Facts : ({string.Join(" OR ", oneOf.Select(Quoted))}))");
        match.Append(')');
        if (_unwanted.Count > 0)
            match.Append(CultureInfo.InvariantCulture, $" NOT ({columns} : ({string.Join(" OR ", _unwanted.Select(Quoted))}))");
        return match.ToString();
    }

    // Reads one phrase, one word, or a character that is neither. Returns where the next one starts.
    private int ReadOne(int at)
    {
        if (Text[at] == ' ')
            return at + 1;
        var isUnwanted = Text[at] == '-' && (at == 0 || Text[at - 1] == ' ');
        var start = isUnwanted ? at + 1 : at;
        if (start < Text.Length && IsQuotationMark(Text[start]))
        {
            var close = EndOf(start + 1, IsQuotationMark);
            Add(start + 1, close, isUnwanted);
            return close + 1;
        }

        var end = EndOf(start, static c => c == ' ' || IsQuotationMark(c));
        Add(start, end, isUnwanted);
        return Math.Max(end, at + 1);
    }

    private int EndOf(int at, Func<char, bool> isEnd)
    {
        while (at < Text.Length && !isEnd(Text[at]))
            at++;
        return at;
    }

    private void Add(int start, int end, bool isUnwanted)
    {
        var word = Text[start..end];
        if (word.EnumerateRunes().Any(IsOfWord))
            (isUnwanted ? _unwanted : _wanted).Add(SearchText.Seamed(word));
    }

    // What the index's tokenizer treats as part of a word; other characters separate words, there and here.
    internal static bool IsOfWord(Rune rune) => Rune.IsLetter(rune) || Rune.IsNumber(rune) || Rune.GetUnicodeCategory(rune) == UnicodeCategory.PrivateUse;

    private static bool IsQuotationMark(char c) => QuotationMarks.Contains(c, StringComparison.Ordinal);

    // Words can't contain quotation marks at this point, so everything between two of them is literal.
    private static string Quoted(string word) => "\"" + word + "\"";

    private static string Clean(string? query)
    {
        var clean = new StringBuilder();
        foreach (var rune in (query ?? "").EnumerateRunes())
        {
            if (clean.Length + rune.Utf16SequenceLength > MaxLength)
                break;
            if (!Rune.IsWhiteSpace(rune) && !Rune.IsControl(rune))
                clean.Append(rune);
            else if (clean.Length > 0 && clean[^1] != ' ')
                clean.Append(' ');
        }

        return clean.ToString().TrimEnd();
    }
}
