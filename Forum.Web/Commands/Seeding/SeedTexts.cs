using System.Text;
using Bogus;
using Forum.Core.Access;
using Forum.Core.Chat;
using Forum.Core.Text;
using Forum.Core.Threads;
using static System.FormattableString;

namespace Forum.Web.Commands.Seeding;

/// <summary>An earlier post of the thread, to quote or answer.</summary>
/// <param name="Sentence">The post's first sentence.</param>
internal sealed record SeedEarlier(string Author, string Sentence);

/// <summary>
/// Writes the texts. Each depends only on the seed, the thread and the number, so they can be written on all processors
/// and always come out the same.
/// </summary>
internal sealed class SeedTexts(int seed)
{
    private static readonly string[] Emoji = ["😀", "👍", "🙂", "🎉", "🌱", "🚲", "☕", "🤔", "😅", ":heart:", ":tada:", ":thumbsup:"];

    private static readonly string[] Openers =
    [
        "Thanks for this.", "Interesting.", "I see it a little differently.", "Same here.", "Exactly.", "Good question.", "One more thought.",
        "That is good to know.", "I was about to ask the same thing.", "Short answer first.", "Not sure I follow.", "This helped me a lot.",
    ];

    private static readonly string[] Closers =
    [
        "Let us know how it goes.", "Does that help?", "What do the others think?", "I will report back.", "Good luck!", "See you {place}.",
        "More when I know more.", "Anybody else?", "I may be wrong, of course.", "Ask again if something is unclear.",
    ];

    private static readonly string[] Headings = ["What I have tried", "The facts", "Background", "What I would like to know", "So far", "The plan"];

    /// <summary>A title.</summary>
    public static string Title(SeedTopic topic, string thing, Randomizer chance)
    {
        return ShownText.Beginning(chance.Say(chance.ListItem(topic.Titles), thing), ForumThread.MaxTitleLength);
    }

    /// <summary>A post's first sentence, the same one that <see cref="Write"/> starts with.</summary>
    public string FirstSentence(SeedTopic topic, string thing, int thread, int number)
    {
        var chance = Chance(thread, number, salt: 1);
        return chance.Say(chance.ListItem(number == 1 ? topic.Leads : topic.Answers), thing);
    }

    /// <summary>The text of a post.</summary>
    /// <param name="thing">What the thread is about.</param>
    /// <param name="thread">The thread's index in the plan.</param>
    /// <param name="earlier">A post of the thread that this one answers; null for none.</param>
    public string Write(SeedTopic topic, string thing, int thread, int number, SeedEarlier? earlier)
    {
        var chance = Chance(thread, number, salt: 2);
        var text = new StringBuilder();
        if (earlier is not null)
            Answer(text, chance, earlier);
        else if (number > 1 && chance.Bool(0.4f))
            text.Append(chance.ArrayElement(Openers)).Append(' ');
        text.Append(FirstSentence(topic, thing, thread, number));
        for (var more = chance.Int(0, 2); more > 0; more--)
            text.Append(' ').Append(chance.Say(chance.ListItem(number == 1 || chance.Bool(0.4f) ? topic.Details : topic.Answers), thing));
        text.Append("\n\n");
        if (number == 1)
            Open(text, chance, topic, thing);
        else
            Embellish(text, chance, topic, thing, likely: 0.12f);
        if (chance.Bool(0.5f))
            text.Append(chance.Say(chance.ArrayElement(Closers), thing));
        if (chance.Bool(0.25f))
            text.Append(' ').Append(chance.ArrayElement(Emoji));
        return text.ToString().TrimEnd();
    }

    /// <summary>The number of the post that a reply answers; 0 when it answers none.</summary>
    public int Answered(int thread, int number)
    {
        var chance = Chance(thread, number, salt: 3);
        return number > 2 && chance.Bool(0.35f) ? number - 1 - (int)((number - 1) * Math.Pow(chance.Double(), 3)) : 0;
    }

    /// <summary>The chat of the last three days.</summary>
    public static List<ImportedMessage> Chat(int seed, int count, DateTimeOffset now, IReadOnlyList<SeededBoard> boards, IReadOnlyList<Viewer> people)
    {
        var chance = new Randomizer(unchecked(seed + 3));
        var messages = new List<ImportedMessage>(count);
        for (var i = count; i > 0; i--)
        {
            var topic = boards[chance.Int(0, boards.Count - 1)].Topic;
            var text = chance.Int(0, 3) switch
            {
                0 => chance.ArrayElement(Openers) + " " + chance.ArrayElement(Emoji),
                1 => $"@{people[chance.Int(0, people.Count - 1)].Name} {chance.Say(chance.ArrayElement(Closers), "")}",
                2 => chance.Say(chance.ListItem(topic.Details), chance.ListItem(topic.Things)),
                _ => chance.Say(chance.ListItem(topic.Answers), chance.Say(chance.ListItem(topic.Things), "")),
            };
            var at = now - (TimeSpan.FromDays(3) * ((i - chance.Double(0, 0.9)) / count));
            messages.Add(new ImportedMessage(people[chance.Int(0, people.Count - 1)].MemberId!.Value, at, text));
        }

        return messages;
    }

    private static void Open(StringBuilder text, Randomizer chance, SeedTopic topic, string thing)
    {
        if (chance.Bool(0.35f))
            text.Append("## ").Append(chance.ArrayElement(Headings)).Append("\n\n");
        for (var more = chance.Int(1, 3); more > 0; more--)
            text.Append(chance.Say(chance.ListItem(topic.Details), thing)).Append(' ');
        text.Append("\n\n");
        Embellish(text, chance, topic, thing, likely: 0.3f);
    }

    // Lists, tasks, code, links and tables now and then; code more often in boards about software.
    private static void Embellish(StringBuilder text, Randomizer chance, SeedTopic topic, string thing, float likely)
    {
        if (chance.Bool(likely))
            Steps(text, chance, topic, thing, chance.Int(0, 2));
        if (chance.Bool(topic.Name == "software" ? likely * 2 : likely / 10))
            text.Append(SeedSnippets.Draw(chance)).Append("\n\n");
        if (chance.Bool(likely / 2))
            text.Append(Invariant($"See [{chance.ArrayElement(Headings).ToLowerInvariant()}](https://example.org/{topic.Name}/{chance.Int(100, 99_999)}), it says **more** than I can.\n\n"));
        if (chance.Bool(likely / 6))
            text.Append(Invariant($"| | before | after |\n|---|---:|---:|\n| first | {chance.Int(10, 99)} | {chance.Int(10, 99)} |\n| second | {chance.Int(10, 99)} | {chance.Int(10, 99)} |\n\n"));
    }

    private static void Steps(StringBuilder text, Randomizer chance, SeedTopic topic, string thing, int kind)
    {
        var steps = chance.ListItems(topic.Steps, Math.Min(3, topic.Steps.Count));
        for (var i = 0; i < steps.Count; i++)
        {
            text.Append(kind switch { 0 => "- ", 1 => chance.Bool() ? "- [x] " : "- [ ] ", _ => $"{i + 1}. " })
                .Append(chance.Say(steps[i], thing)).Append('\n');
        }

        text.Append('\n');
    }

    private static void Answer(StringBuilder text, Randomizer chance, SeedEarlier earlier)
    {
        if (chance.Bool(0.6f))
            text.Append("> **").Append(earlier.Author).Append("**\n>\n> ").Append(earlier.Sentence).Append("\n\n");
        else
            text.Append('@').Append(earlier.Author).Append(' ');
        if (chance.Bool(0.3f))
            text.Append(chance.ArrayElement(Openers)).Append(' ');
    }

    private Randomizer Chance(int thread, int number, int salt) => new(unchecked((((seed * 31) + thread) * 7919) + (number * 4) + salt));
}
