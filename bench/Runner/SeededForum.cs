using System.Diagnostics;
using System.Globalization;

namespace Forum.Bench;

/// <summary>A data folder with seed content, and the published forum to serve it.</summary>
/// <param name="program">The folder of the published forum.</param>
/// <param name="folder">The folder with the data folder and the logs.</param>
internal sealed class SeededForum(string program, string folder)
{
    public const string Password = "seven green umbrellas";

    /// <summary>How many members write; the seed creates as many.</summary>
    public const int Members = 200;

    private const int PostsOfTheLongThread = 200;
    private const int RepliesOfAThread = 10;

    public string Data => Path.Combine(folder, "data");

    /// <summary>The seed's threads in addition to the long one.</summary>
    public int Threads { get; private set; }

    /// <summary>The long thread's URL, as printed by the seed.</summary>
    public string LongThread { get; private set; } = "";

    /// <summary>Fills the folder, unless an earlier run has done so.</summary>
    public async Task SeedAsync(int posts)
    {
        Threads = Math.Max(1, (posts - PostsOfTheLongThread) / (RepliesOfAThread + 1));
        var mark = Path.Combine(folder, "seeded");
        if (File.Exists(mark))
        {
            LongThread = await File.ReadAllTextAsync(mark);
            return;
        }

        if (Directory.Exists(folder))
            Directory.Delete(folder, recursive: true);
        Directory.CreateDirectory(Data);
        await RunAsync(
            "seed", "--members", Number(Members), "--threads", Number(Threads), "--replies", Number(RepliesOfAThread),
            "--long-thread", Number(PostsOfTheLongThread), "--password", Password);
        await File.WriteAllTextAsync(mark, LongThread);
    }

    /// <summary>Copies the content to another folder, replacing what is there.</summary>
    public SeededForum Copy(string to)
    {
        if (Directory.Exists(to))
            Directory.Delete(to, recursive: true);
        var copy = new SeededForum(program, to) { Threads = Threads, LongThread = LongThread };
        foreach (var file in Directory.EnumerateFiles(Data, "*", SearchOption.AllDirectories))
        {
            var place = Path.Combine(copy.Data, Path.GetRelativePath(Data, file));
            Directory.CreateDirectory(Path.GetDirectoryName(place)!);
            File.Copy(file, place);
        }

        return copy;
    }

    /// <summary>Starts the forum and waits until it responds.</summary>
    public async Task<ServerProcess> StartAsync()
    {
        var server = ServerProcess.Start(StartInfo(Settings));
        try
        {
            await server.WaitForOkAsync();
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>How the forum is started. Only the rate limits are off, since one machine plays everyone.</summary>
    public ProcessStartInfo StartInfo(params string[] arguments)
    {
        var start = new ProcessStartInfo(Path.Combine(program, "Forum.Web"), [.. arguments, $"--Forum:DataDirectory={Data}"])
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Production";
        return start;
    }

    public static readonly string[] Settings =
    [
        "--bench",
        "--Forum:Limits:PostsPerMinute=1000000000",
        "--Forum:Limits:ChatMessagesPerTenSeconds=1000000000",
        "--Forum:Limits:SignInsPerMinute=1000000000",
        "--Forum:Limits:SearchesPerMinute=1000000000",
        "--Forum:Limits:PreviewsPerMinute=1000000000",
        "--Forum:Limits:NewCircuitsPerMinute=1000000000",
        "--Forum:Limits:CircuitsPerAddress=1000000000",
        "--Forum:Limits:CircuitsPerMember=1000000000",
    ];

    private async Task RunAsync(params string[] arguments)
    {
        using var process = Process.Start(StartInfo(arguments))!;
        process.StandardInput.Close();
        var errors = process.StandardError.ReadToEndAsync();
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            Console.WriteLine("   " + line);
            if (line.StartsWith("The long thread is ", StringComparison.Ordinal))
                LongThread = line["The long thread is ".Length..].TrimEnd('.');
        }

        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"{string.Join(' ', arguments)}: {await errors}");
    }

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
}
