using System.CommandLine;
using Forum.Bench.Circuits;

// Opens many circuits of a forum on this machine, as browsers would, and measures their cost and how fast a chat message
// reaches them all. Start reading at Bench.cs (the steps of a run); Circuit.cs is one client, Round.cs the messages and their receipts.
var url = new Option<string>("--url") { Description = "Where the forum answers; an address of this machine.", Required = true };
var pid = new Option<int>("--pid") { Description = "The forum's process: its processor time and memory are read from /proc.", Required = true };
var count = new Option<int>("--count") { Description = "How many circuits are opened.", DefaultValueFactory = static _ => 200 };
var warmUp = new Option<int>("--warm-up")
{
    Description = "How many are opened, and closed again, before anything is measured.",
    DefaultValueFactory = static _ => 30,
};
var path = new Option<string>("--path") { Description = "The page that each opens.", DefaultValueFactory = static _ => "/" };
var cookies = new Option<FileInfo?>("--cookies") { Description = "A file with one Cookie header in each line; the circuits take them in turn." };
var members = new Option<string?>("--members") { Description = "Members to sign in, with commas between them; the circuits take them in turn." };
var password = new Option<string?>("--password") { Description = "The password of all of these members." };
var guests = new Option<double>("--guests")
{
    Description = "The share of the circuits that guests with an open chat have, 0 to 1; all of them when nobody is signed in.",
};
var messages = new Option<int>("--messages") { Description = "How many chat messages are sent in each round.", DefaultValueFactory = static _ => 20 };
var pause = new Option<int>("--pause") { Description = "Milliseconds between two messages.", DefaultValueFactory = static _ => 500 };
var looking = new Option<double>("--looking")
{
    Description = "The share of the circuits that have the chat on the screen.",
    DefaultValueFactory = static _ => 1,
};
var hidden = new Option<double>("--hidden") { Description = "The share whose page is hidden once all are open, and gives its circuit back." };
var stall = new Option<double>("--stall") { Description = "The share that stops reading and acknowledging before the second round." };
var vanish = new Option<double>("--vanish") { Description = "The share whose socket is cut without a close before the second round." };
var parallel = new Option<int>("--connect-rate") { Description = "How many connect at the same time.", DefaultValueFactory = static _ => 16 };
var hold = new Option<int>("--hold")
{
    Description = "Seconds that the open circuits are watched while nothing happens.",
    DefaultValueFactory = static _ => 5,
};
var rest = new Option<int>("--rest")
{
    Description = "Seconds between closing all circuits and the last look at the memory: pools let go of their buffers after a minute.",
};
var json = new Option<FileInfo?>("--json") { Description = "Where the figures go as JSON." };

var root = new RootCommand(
    "Opens many circuits of a forum on this machine and measures what they cost. "
    + "The forum runs with --bench and without limits on chat messages and sign-ins.")
{
    url, pid, count, warmUp, path, cookies, members, password, guests, messages, pause, looking, hidden, stall, vanish, parallel, hold, rest, json,
};
root.Validators.Add(given =>
{
    if (!Uri.TryCreate(given.GetValue(url), UriKind.Absolute, out var address) || !address.IsLoopback || address.Scheme != Uri.UriSchemeHttp)
        given.AddError("--url is an http address of this machine, such as http://127.0.0.1:5090.");
    if (!Directory.Exists($"/proc/{given.GetValue(pid)}"))
        given.AddError("--pid is no process of this machine.");
    if (given.GetValue(members) is not null && given.GetValue(password) is null)
        given.AddError("--members needs --password.");
    foreach (var share in new[] { guests, looking, hidden, stall, vanish })
    {
        if (given.GetValue(share) is < 0 or > 1)
            given.AddError($"{share.Name} is a share, from 0 to 1.");
    }

    if (given.GetValue(stall) + given.GetValue(vanish) >= 1)
        given.AddError("--stall and --vanish together leave nobody to receive anything.");
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
