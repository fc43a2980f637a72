using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using Forum.Core.Accounts;
using Forum.Core.Data;
using Forum.Web.Commands.Seeding;

namespace Forum.Web.Commands;

/// <summary><c>seed</c>: fills the forum with members, threads and posts to try it out with.</summary>
internal static class SeedCommand
{
    private const int Most = 10_000_000;

    private static readonly Option<int> Members = new("--members") { Description = "How many members to invent.", DefaultValueFactory = static _ => 200 };
    private static readonly Option<int> Threads = new("--threads") { Description = "How many threads to write.", DefaultValueFactory = static _ => 2000 };
    private static readonly Option<int> Replies = new("--replies") { Description = "How many replies a thread has on average.", DefaultValueFactory = static _ => 10 };
    private static readonly Option<int> LongThread = new("--long-thread") { Description = "One thread more, with this many posts." };
    private static readonly Option<string?> Password = new("--password")
    {
        Description = "The password of the administrator, where the forum is not set up yet, and of the invented members. "
            + "Without it the administrator gets a random one, and nobody can sign in as an invented member.",
    };

    public static Command Create()
    {
        var command = new Command("seed", "Fills the forum with invented members, threads and posts; sets it up when it is not. Stop the forum first. Run again, it adds more.")
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
            return $"--members is {wishes.Members}; it can be 1 to {Most}.";
        foreach (var (name, value) in new[] { ("--threads", wishes.Threads), ("--replies", wishes.Replies), ("--long-thread", wishes.LongThread) })
        {
            if (value is < 0 or > Most)
                return $"{name} is {value}; it can be 0 to {Most}.";
        }

        if (wishes.Posts > Most)
            return $"That would be {wishes.Posts} posts; the most is {Most}.";
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
            $"Wrote {wishes.Posts:N0} posts and {wishes.Members:N0} members in {took.TotalSeconds:0.0} s, {wishes.Posts / took.TotalSeconds:N0} posts/s."));
        return 0;
    }
}
