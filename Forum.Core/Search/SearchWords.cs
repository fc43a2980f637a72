using System.Globalization;
using System.Text;

namespace Forum.Core.Search;

/// <summary>
/// What someone looks for, taken apart: words that all have to occur, "exact phrases", and -those that must not. Any
/// other character is part of a word or parts two of them; nothing that is typed means anything to the database.
/// </summary>
internal sealed class SearchWords
{
    /// <summary>What is read of a query, in UTF-16 code units.</summary>
    public const int MaxLength = 200;

    private const string QuotationMarks = "\"\u201C\u201D\u201E\u201F\u00AB\u00BB\uFF02";

    private readonly List<string> _wanted = [];
    private readonly List<string> _unwanted = [];

    private SearchWords(string text) => Text = text;

    /// <summary>The query as it is shown again: on one line, no longer than is read.</summary>
    public string Text { get; }

    /// <summary>
    /// Whether nothing is requested. Words that must not occur ask for nothing: nearly all posts are without them.
    /// </summary>
    public bool IsEmpty => _wanted.Count == 0;

    /// <summary>The words and phrases that have to occur, as the index knows them.</summary>
    public IReadOnlyList<string> Wanted => _wanted;

    /// <summary>Reads a query. Any text is one.</summary>
    public static SearchWords Read(string? query)
    {
        var words = new SearchWords(Clean(query));
        for (var at = 0; at < words.Text.Length;)
            at = words.ReadOne(at);
        return words;
    }

    /// <summary>The query as the index takes it.</summary>
    /// <param name="columns">In which columns the words have to occur.</param>
    /// <param name="facts">What has to be true of the post besides, each one of several.</param>
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

    // From the place on: one phrase, one word, or a character that is neither. Returns where the next one begins.
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

    // What the index's tokenizer takes for a part of a word: the others part words there, and here.
    internal static bool IsOfWord(Rune rune) => Rune.IsLetter(rune) || Rune.IsNumber(rune) || Rune.GetUnicodeCategory(rune) == UnicodeCategory.PrivateUse;

    private static bool IsQuotationMark(char c) => QuotationMarks.Contains(c, StringComparison.Ordinal);

    // There is no quotation mark in a word any more; what is between two of them means nothing but itself.
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
