using Forum.Core.Data;

namespace Forum.Core.Statistics;

/// <summary>What a day's row grows by.</summary>
internal readonly record struct DailyGrowth(int Members = 0, int Threads = 0, int Posts = 0, int Views = 0)
{
    public DailyGrowth Plus(DailyGrowth more) => new(Members + more.Members, Threads + more.Threads, Posts + more.Posts, Views + more.Views);

    /// <summary>The number of the day in UTC that a time belongs to.</summary>
    public static int DayOf(DateTimeOffset time) => DateOnly.FromDateTime(time.UtcDateTime).DayNumber;

    /// <summary>Adds up what happened at some times, by day.</summary>
    public static Dictionary<int, DailyGrowth> Sum(IEnumerable<(DateTimeOffset At, DailyGrowth Growth)> happened)
    {
        var days = new Dictionary<int, DailyGrowth>();
        foreach (var (at, growth) in happened)
            days[DayOf(at)] = days.GetValueOrDefault(DayOf(at)).Plus(growth);
        return days;
    }

    /// <summary>Writes the days in the context's open transaction.</summary>
    public static async Task AddAsync(ForumDb db, IEnumerable<KeyValuePair<int, DailyGrowth>> days, CancellationToken cancellation)
    {
        var batch = new SqlBatch(db);
        foreach (var (day, growth) in days)
        {
            await batch.AddAsync(
                $"""
                INSERT INTO "DailyCounts" ("Day", "Members", "Threads", "Posts", "Views")
                VALUES ({day}, {growth.Members}, {growth.Threads}, {growth.Posts}, {growth.Views})
                ON CONFLICT ("Day") DO UPDATE SET "Members" = "Members" + excluded."Members", "Threads" = "Threads" + excluded."Threads",
                    "Posts" = "Posts" + excluded."Posts", "Views" = "Views" + excluded."Views"
                """,
                cancellation);
        }

        await batch.SendAsync(cancellation);
    }
}
