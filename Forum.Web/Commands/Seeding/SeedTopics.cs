using Bogus;

namespace Forum.Web.Commands.Seeding;

/// <summary>The topic of a kind of board: the words that titles and texts are made from.</summary>
/// <param name="Words">Parts of the names of matching boards.</param>
internal sealed record SeedTopic(string Name, string[] Words)
{
    public List<string> Things { get; } = [];

    public List<string> Titles { get; } = [];

    public List<string> Leads { get; } = [];

    public List<string> Details { get; } = [];

    public List<string> Answers { get; } = [];

    public List<string> Steps { get; } = [];

    /// <summary>The entries of a kind, by its letter in the file.</summary>
    public List<string> this[char kind] => kind switch
    {
        'n' => Things,
        't' => Titles,
        'l' => Leads,
        'd' => Details,
        'a' => Answers,
        's' => Steps,
        _ => throw new InvalidOperationException($"topics.txt has an entry of an unknown kind: {kind}"),
    };
}

/// <summary>The topics in <c>topics.txt</c>, which is embedded in the assembly.</summary>
internal static class SeedTopics
{
    private static readonly string[] Places =
    [
        "by the station", "on the north side", "behind the church", "near the mill", "down by the river", "in the old town", "up the hill",
        "at the edge of the woods", "two streets along", "next to the bakery", "in the harbour quarter", "opposite the school",
    ];

    private static readonly string[] Moments =
    [
        "yesterday", "last night", "on Monday", "on Thursday", "last week", "the other day", "this morning", "over the weekend", "in the spring",
        "at Easter", "before the holidays", "after the storm",
    ];

    private static readonly string[] Tools =
    [
        "a good torch", "the long spanner", "a thermometer", "the old notebook", "a borrowed ladder", "a sharp knife", "the small saw",
        "a tape measure", "the heavy gloves", "a roll of tape",
    ];

    private static readonly string[] Months =
    [
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
    ];

    /// <summary>All topics, in file order.</summary>
    public static IReadOnlyList<SeedTopic> All { get; } = Read();

    /// <summary>A board's topic: by its name; if nothing matches, one that is always the same for that name.</summary>
    public static SeedTopic For(string boardName, int boardId) =>
        All.FirstOrDefault(topic => topic.Words.Any(word => boardName.Contains(word, StringComparison.OrdinalIgnoreCase)))
        ?? All[boardId % All.Count];

    /// <summary>A sentence with its placeholders filled in.</summary>
    public static string Say(this Randomizer chance, string pattern, string thing)
    {
        var said = pattern.Replace("{thing}", thing, StringComparison.Ordinal);
        said = said.Contains("{n}", StringComparison.Ordinal) ? said.Replace("{n}", chance.Int(2, 24).ToString(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal) : said;
        said = Fill(chance, said, "{place}", Places);
        said = Fill(chance, said, "{when}", Moments);
        said = Fill(chance, said, "{month}", Months);
        said = Fill(chance, said, "{tool}", Tools);
        return char.ToUpperInvariant(said[0]) + said[1..];
    }

    private static string Fill(Randomizer chance, string text, string blank, string[] words) => text.Contains(blank, StringComparison.Ordinal)
        ? text.Replace(blank, chance.ArrayElement(words), StringComparison.Ordinal)
        : text;

    private static List<SeedTopic> Read()
    {
        var topics = new List<SeedTopic>();
        using var stream = typeof(SeedTopics).Assembly.GetManifestResourceStream("Forum.Web.Commands.Seeding.topics.txt")
            ?? throw new InvalidOperationException("The file topics.txt isn't embedded.");
        using var lines = new StreamReader(stream);
        while (lines.ReadLine() is { } line)
        {
            if (line.Length == 0 || line[0] == '#')
                continue;
            if (line[0] == '=')
                topics.Add(new SeedTopic(line[2..line.IndexOf(':')], line[(line.IndexOf(':') + 1)..].Split(',', StringSplitOptions.TrimEntries)));
            else
                topics[^1][line[0]].Add(line[2..]);
        }

        return topics;
    }
}
