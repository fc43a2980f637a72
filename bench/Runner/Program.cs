using System.CommandLine;
using Forum.Bench;

// Measures the published forum on this machine: bench/run publishes it and starts this program.
var forum = new Option<string>("--forum") { Description = "The folder of the published forum.", Required = true };
var circuits = new Option<string?>("--circuits") { Description = "The load generator program." };
var loops = new Option<string?>("--loops") { Description = "The inner loops program." };
var work = new Option<string>("--work") { Description = "The folder for databases and logs. Databases are kept for the next run.", Required = true };
var results = new Option<string>("--results") { Description = "The folder for the report.", Required = true };
var parts = new Option<string[]>("--parts")
{
    Description = "What to measure.",
    DefaultValueFactory = static _ => Plan.AllParts,
    AllowMultipleArgumentsPerToken = true,
};
parts.AcceptOnlyFromAmong(Plan.AllParts);
var posts = new Option<int>("--posts") { Description = "The number of posts in the database.", DefaultValueFactory = static _ => 22_200 };
var growth = new Option<int[]>("--growth")
{
    Description = "The database sizes to compare, in posts.",
    DefaultValueFactory = static _ => [20_000, 200_000],
    AllowMultipleArgumentsPerToken = true,
};
var seconds = new Option<int>("--seconds") { Description = "How long each load runs, in seconds.", DefaultValueFactory = static _ => 1 };
var rounds = new Option<int>("--rounds") { Description = "How many times to repeat each measurement.", DefaultValueFactory = static _ => 3 };
var openCircuits = new Option<int>("--open-circuits") { Description = "The number of circuits to open.", DefaultValueFactory = static _ => 5000 };

var root = new RootCommand("Measures the forum on this machine over loopback, and writes a report.")
{
    forum, circuits, loops, work, results, parts, posts, growth, seconds, rounds, openCircuits,
};
root.SetAction(async (parsed, cancellation) => await new Plan
{
    Forum = Path.GetFullPath(parsed.GetRequiredValue(forum)),
    Circuits = parsed.GetValue(circuits),
    Loops = parsed.GetValue(loops),
    Work = Path.GetFullPath(parsed.GetRequiredValue(work)),
    Results = Path.GetFullPath(parsed.GetRequiredValue(results)),
    Parts = parsed.GetRequiredValue(parts),
    Posts = parsed.GetValue(posts),
    Growth = parsed.GetRequiredValue(growth),
    Seconds = Math.Clamp(parsed.GetValue(seconds), 1, 60),
    Rounds = Math.Clamp(parsed.GetValue(rounds), 1, 20),
    OpenCircuits = Math.Clamp(parsed.GetValue(openCircuits), 1, 20_000),
}.RunAsync(cancellation));
return await root.Parse(args).InvokeAsync();
