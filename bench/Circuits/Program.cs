using System.CommandLine;
using Forum.Bench.Circuits;

// Opens many circuits of a forum on this machine, as browsers would, and measures their cost and how fast a chat message
// reaches them all. Start reading at Bench.cs (the steps of a run); Circuit.cs is one client, Round.cs the messages and their receipts.
var url = new Option<string>("--url") { Description = "The forum's URL, on this machine.", Required = true };
var pid = new Option<int>("--pid") { Description = "The forum's process ID. Its CPU time and memory are read from /proc.", Required = true };
var count = new Option<int>("--count") { Description = "The number of circuits to open.", DefaultValueFactory = static _ => 200 };
var warmUp = new Option<int>("--warm-up")
{
    Description = "The number of circuits to open and close before measuring.",
    DefaultValueFactory = static _ => 30,
};
var path = new Option<string>("--path") { Description = "The page each circuit opens.", DefaultValueFactory = static _ => "/" };
var cookies = new Option<FileInfo?>("--cookies") { Description = "A file with one Cookie header per line. The circuits use them in turn." };
var members = new Option<string?>("--members") { Description = "Members to sign in, separated by commas. The circuits use them in turn." };
var password = new Option<string?>("--password") { Description = "The password for all of these members." };
var guests = new Option<double>("--guests")
{
    Description = "The share of circuits opened by guests with the chat open, from 0 to 1. If nobody is signed in, all of them are.",
};
var messages = new Option<int>("--messages") { Description = "The number of chat messages to send in each round.", DefaultValueFactory = static _ => 20 };
var pause = new Option<int>("--pause") { Description = "The pause between messages, in milliseconds.", DefaultValueFactory = static _ => 500 };
var looking = new Option<double>("--looking")
{
    Description = "The share of circuits with the chat visible.",
    DefaultValueFactory = static _ => 1,
};
var hidden = new Option<double>("--hidden") { Description = "The share of circuits to pause once all are open, as if their page were hidden." };
var stall = new Option<double>("--stall") { Description = "The share of circuits that stop reading and acknowledging before the second round." };
var vanish = new Option<double>("--vanish") { Description = "The share of circuits whose socket is dropped without closing before the second round." };
var parallel = new Option<int>("--connect-rate") { Description = "The number of circuits that connect at the same time.", DefaultValueFactory = static _ => 16 };
var hold = new Option<int>("--hold")
{
    Description = "How long to measure the open circuits while they're idle, in seconds.",
    DefaultValueFactory = static _ => 5,
};
var rest = new Option<int>("--rest")
{
    Description = "The wait between closing all circuits and the last memory reading, in seconds. Pools release their buffers after a minute.",
};
var json = new Option<FileInfo?>("--json") { Description = "The file to write the results to, as JSON." };

var root = new RootCommand(
    "Opens many circuits to a forum on this machine and measures their cost. "
    + "Run the forum with --bench and without limits on chat messages and sign-ins.")
{
    url, pid, count, warmUp, path, cookies, members, password, guests, messages, pause, looking, hidden, stall, vanish, parallel, hold, rest, json,
};
root.Validators.Add(given =>
{
    if (!Uri.TryCreate(given.GetValue(url), UriKind.Absolute, out var address) || !address.IsLoopback || address.Scheme != Uri.UriSchemeHttp)
        given.AddError("--url must be an HTTP URL on this machine, such as http://127.0.0.1:5090.");
    if (!Directory.Exists($"/proc/{given.GetValue(pid)}"))
        given.AddError("--pid isn't a process on this machine.");
    if (given.GetValue(members) is not null && given.GetValue(password) is null)
        given.AddError("--members requires --password.");
    foreach (var share in new[] { guests, looking, hidden, stall, vanish })
    {
        if (given.GetValue(share) is < 0 or > 1)
            given.AddError($"{share.Name} must be from 0 to 1.");
    }

    if (given.GetValue(stall) + given.GetValue(vanish) >= 1)
        given.AddError("--stall and --vanish must add up to less than 1.");
});
root.SetAction(async (parsed, cancellation) =>
{
    var settings = new Settings
    {
        Url = new Uri(parsed.GetRequiredValue(url)),
        ProcessId = parsed.GetValue(pid),
        Count = Math.Clamp(parsed.GetValue(count), 1, 20_000),
        WarmUp = Math.Clamp(parsed.GetValue(warmUp), 0, 1000),
        Path = parsed.GetRequiredValue(path),
        Cookies = parsed.GetValue(cookies)?.FullName,
        Members = parsed.GetValue(members)?.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [],
        Password = parsed.GetValue(password) ?? "",
        Guests = parsed.GetValue(guests),
        Messages = Math.Clamp(parsed.GetValue(messages), 0, 10_000),
        Pause = TimeSpan.FromMilliseconds(Math.Clamp(parsed.GetValue(pause), 0, 60_000)),
        Looking = parsed.GetValue(looking),
        Hidden = parsed.GetValue(hidden),
        Stall = parsed.GetValue(stall),
        Vanish = parsed.GetValue(vanish),
        Parallel = Math.Clamp(parsed.GetValue(parallel), 1, 1000),
        Hold = TimeSpan.FromSeconds(Math.Clamp(parsed.GetValue(hold), 0, 3600)),
        Rest = TimeSpan.FromSeconds(Math.Clamp(parsed.GetValue(rest), 0, 3600)),
    };
    try
    {
        var report = await Bench.RunAsync(settings, cancellation);
        report.Print(Console.Out);
        if (parsed.GetValue(json) is { } file)
            await report.SaveAsync(file.FullName, cancellation);
        return report.Passed ? 0 : 1;
    }
    catch (Exception error) when (error is InvalidOperationException or HttpRequestException or IOException)
    {
        // Nothing was measured: the forum isn't there, or isn't set up for this.
        Console.Error.WriteLine(error.Message);
        return 2;
    }
});
return await root.Parse(args).InvokeAsync();
