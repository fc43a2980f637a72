using Bogus;
using Forum.Core.Posts;

namespace Forum.Web.Commands.Seeding;

/// <summary>A planned post: everything but its text.</summary>
/// <param name="Thread">The thread's index in the plan.</param>
/// <param name="Author">The author's index among the members.</param>
/// <param name="Ticks">The time, in UTC ticks.</param>
internal readonly record struct PlannedPost(int Thread, int Number, int Author, long Ticks);

/// <summary>A board for the seed to fill.</summary>
/// <param name="Starters">Who can start threads there, as indexes of members in the order they joined.</param>
/// <param name="Repliers">Who can reply there, likewise.</param>
internal sealed record SeededBoard(int Id, SeedTopic Topic, int[] Starters, int[] Repliers);

/// <summary>A planned thread.</summary>
/// <param name="Row">The row to import.</param>
/// <param name="Authors">The author of each post.</param>
internal sealed record PlannedThread(SeededBoard Board, string Thing, ImportedThread Row, int[] Authors);

/// <summary>
/// Decides who writes what and when, before anything is written: in chronological order, as if it had happened.
/// </summary>
/// <param name="begin">When the first thread is started.</param>
/// <param name="now">The latest time of any post.</param>
/// <param name="people">The members and when they joined, in that order.</param>
internal sealed class SeedPlan(int seed, DateTimeOffset begin, DateTimeOffset now, IReadOnlyList<DateTimeOffset> people, IReadOnlyList<SeededBoard> boards)
{
    private readonly Randomizer _chance = new(unchecked(seed + 7));
    private readonly HashSet<string> _titles = new(StringComparer.Ordinal);

    public List<PlannedThread> Threads { get; } = [];

    public List<PlannedPost> Posts { get; } = [];

    /// <summary>
    /// Plans the threads. Their replies add up to exactly the requested number: some threads have many, most have few.
    /// </summary>
    /// <param name="replies">How many replies each has on average.</param>
    /// <param name="longThread">The number of posts in one extra thread; 0 for none.</param>
    public void Make(int threads, int replies, int longThread)
    {
        var left = (long)threads * replies;
        for (var i = 0; i < threads; i++)
        {
            // A share of what is left: most threads take little, a few take a lot, and the last one takes the rest.
            var mean = (double)left / (threads - i);
            var share = i == threads - 1 ? left : Math.Min(left, (long)(-Math.Log(1 - (_chance.Double() * 0.999)) * mean));
            AddThread(ThreadBegin(), (int)share + 1);
            left -= share;
        }

        if (longThread > 0)
            AddThread(begin + ((now - begin) * 0.3), longThread);
        Posts.Sort(static (a, b) => (a.Ticks, a.Thread, a.Number).CompareTo((b.Ticks, b.Thread, b.Number)));
    }

    private void AddThread(DateTimeOffset at, int posts)
    {
        var board = boards[_chance.Int(0, boards.Count - 1)];
        var thing = _chance.Say(_chance.ListItem(board.Topic.Things), "");
        thing = char.ToLowerInvariant(thing[0]) + thing[1..];
        var authors = new int[posts];
        var times = Times(at, posts);
        for (var i = 0; i < posts; i++)
        {
            authors[i] = Author(board, authors.AsSpan(0, i), times[i]);
            Posts.Add(new PlannedPost(Threads.Count, i + 1, authors[i], times[i].UtcTicks));
        }

        var row = new ImportedThread(board.Id, Title(board.Topic, thing))
        {
            ViewCount = (posts * _chance.Int(8, 60)) + _chance.Int(3, 400),
            IsPinned = _chance.Bool(0.005f),
            LockedAt = _chance.Bool(0.02f) && times[^1] < now.AddDays(-30) ? times[^1].AddDays(20) : null,
        };
        Threads.Add(new PlannedThread(board, thing, row, authors));
    }

    // A forum grows: people write more this year than last. They also sleep.
    private DateTimeOffset ThreadBegin() => Awake(begin + ((now - begin) * Math.Pow(_chance.Double(), 0.75)));

    private DateTimeOffset Awake(DateTimeOffset time) =>
        time.Hour < 6 && _chance.Bool(0.85f) && time.AddHours(7) < now ? time.AddHours(7) : time;

    // The gaps grow as interest fades; times in the future are pulled back.
    private DateTimeOffset[] Times(DateTimeOffset first, int posts)
    {
        var times = new DateTimeOffset[posts];
        times[0] = first;
        for (var i = 1; i < posts; i++)
        {
            var gap = TimeSpan.FromMinutes(2 + (Math.Exp(_chance.Double() * 7.5) * (1 + (i % 7 / 5.0))));
            times[i] = Awake(times[i - 1] + gap);
        }

        var latest = now.AddMinutes(-1);
        if (times[^1] > latest)
        {
            var scale = (latest - first) / (times[^1] - first);
            for (var i = 1; i < posts; i++)
                times[i] = first + ((times[i] - first) * scale);
        }

        return times;
    }

    private int Author(SeededBoard board, ReadOnlySpan<int> before, DateTimeOffset time)
    {
        // Authors come back to their threads, but don't answer themselves.
        if (before.Length > 1 && _chance.Bool(0.55f) && before[_chance.Int(0, before.Length - 2)] is var again && again != before[^1])
            return again;

        var authors = before.Length == 0 ? board.Starters : board.Repliers;
        var joined = CountJoined(authors, time);
        var who = authors[(int)(joined * Math.Pow(_chance.Double(), 1.6) * 0.9999)];
        return before.Length > 0 && who == before[^1] ? authors[_chance.Int(0, joined - 1)] : who;
    }

    private int CountJoined(int[] authors, DateTimeOffset time)
    {
        var (from, to) = (1, authors.Length);
        while (from < to)
        {
            var middle = (from + to + 1) / 2;
            (from, to) = people[authors[middle - 1]] <= time ? (middle, to) : (from, middle - 1);
        }

        return from;
    }

    private string Title(SeedTopic topic, string thing)
    {
        var title = SeedTexts.Title(topic, thing, _chance);
        for (var tries = 0; tries < 20 && !_titles.Add(title); tries++)
            title = SeedTexts.Title(topic, thing, _chance);
        return title;
    }
}
