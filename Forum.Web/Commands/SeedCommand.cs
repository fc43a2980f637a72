using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using Forum.Core.Data.Sqlite;
using Forum.Core.Text;
using Forum.Web.Commands.Seeding;

namespace Forum.Web.Commands;

/// <summary><c>seed</c>: fills the forum with sample members, threads and posts.</summary>
internal static class SeedCommand
{
    private const int Most = 10_000_000;

    private static readonly Option<int> Members = new("--members") { Description = "How many members to create.", DefaultValueFactory = static _ => 200 };
    private static readonly Option<int> Threads = new("--threads") { Description = "How many threads to create.", DefaultValueFactory = static _ => 2000 };
    private static readonly Option<int> Replies = new("--replies") { Description = "The average number of replies per thread.", DefaultValueFactory = static _ => 10 };
    private static readonly Option<int> LongThread = new("--long-thread") { Description = "Adds one more thread with this many posts." };
    private static readonly Option<string?> Password = new("--password")
    {
        Description = "The password for the sample members, and for the administrator if the forum isn't set up yet. "
            + "Without it, the administrator gets a random password, and nobody can sign in as a sample member.",
    };

    public static Command Create()
    {
        var command = new Command("seed", "Fills the forum with sample members, threads and posts. Sets up the forum first if needed. Stop the forum before you run this. Each run adds more.")
        {
            Members, Threads, Replies, LongThread, Password,
        };
        command.SetAction((parsed, cancellation) => StartRefusals.TellAsync(async () =>
        {
            var wishes = new SeedWishes(
                parsed.GetValue(Members), parsed.GetValue(Threads), parsed.GetValue(Replies), parsed.GetValue(LongThread), parsed.GetValue(Password));
            return Refuse(wishes) is { } wrong ? await StartRefusals.SayAsync(wrong) : await RunAsync(wishes, parsed.UnmatchedTokens, cancellation);
        }));
        return command;
    }

    private static string? Refuse(SeedWishes wishes)
    {
        if (wishes.Members is < 1 or > Most)
            return $"--members is {wishes.Members}. It must be 1 to {Most}.";
        foreach (var (name, value) in new[] { ("--threads", wishes.Threads), ("--replies", wishes.Replies), ("--long-thread", wishes.LongThread) })
        {
            if (value is < 0 or > Most)
                return $"{name} is {value}. It must be 0 to {Most}.";
        }

        if (wishes.Posts > Most)
            return $"That would be {wishes.Posts} posts. The limit is {Most}.";
        return wishes.Password is null ? null : PasswordRules.Refusal(wishes.Password, null, null) is { } refused ? $"--password: {refused}" : null;
    }

    private static async Task<int> RunAsync(SeedWishes wishes, IReadOnlyList<string> settings, CancellationToken cancellation)
    {
        using var host = CommandServices.Build(settings);
        await host.Services.GetRequiredService<DatabaseStart>().OpenAsync(cancellation);
        var started = Stopwatch.GetTimestamp();
        await SeedProgressBars.ShowAsync(told => new SeedRun(host.Services, wishes, told).RunAsync(cancellation));
        var took = Stopwatch.GetElapsedTime(started);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"Created {wishes.Posts:N0} posts and {wishes.Members:N0} members in {took.TotalSeconds:0.0} s, {wishes.Posts / took.TotalSeconds:N0} posts/s."));
        return 0;
    }
}
