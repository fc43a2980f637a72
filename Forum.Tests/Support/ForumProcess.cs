using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Text.RegularExpressions;

namespace Forum.Tests.Support;

/// <summary>
/// Runs Forum.Web as its own process, for what a host in the test's process can't show: refusing to start, and crashing.
/// </summary>
public sealed partial class ForumProcess : IAsyncDisposable
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(45);
    private readonly ConcurrentQueue<string> _lines = new();
    private readonly ConcurrentQueue<string> _errors = new();
    private readonly Process _process;

    private ForumProcess(ProcessStartInfo start)
    {
        _process = new Process { StartInfo = start };
        _process.OutputDataReceived += (_, line) => Keep(line.Data);
        _process.ErrorDataReceived += (_, line) => KeepError(line.Data);
        _process.Start();
        _process.StandardInput.Close();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>Its output so far, standard output and error combined.</summary>
    public string Output => string.Join('\n', _lines);

    /// <summary>The lines on standard error so far.</summary>
    public IReadOnlyList<string> Errors => [.. _errors];

    public bool HasExited => _process.HasExited;

    /// <summary>Starts it on a free port of 127.0.0.1, unless the environment or the arguments specify one.</summary>
    public static ForumProcess Start(ForumStart? how = null)
    {
        how ??= new ForumStart();
        var host = Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet";
        var start = new ProcessStartInfo(host, [how.Program, .. how.Arguments])
        {
            WorkingDirectory = how.WorkingDirectory,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["ASPNETCORE_URLS"] = "http://127.0.0.1:0";
        foreach (var (name, value) in how.Environment)
            start.Environment[name] = value;
        return new ForumProcess(start);
    }

    /// <summary>Waits for an output line that contains <paramref name="part"/>, and returns the line.</summary>
    public async Task<string> WaitForLineAsync(string part, TimeSpan? limit = null)
    {
        string? line = null;
        await WaitAsync(() => Task.FromResult((line = _lines.FirstOrDefault(l => l.Contains(part, StringComparison.Ordinal))) is not null), part, limit);
        return line!;
    }

    /// <summary>Waits until it reports its address, and returns it.</summary>
    public async Task<Uri> WaitForAddressAsync(TimeSpan? limit = null) =>
        new(ListeningAddress().Match(await WaitForLineAsync("The forum is at ", limit)).Value);

    /// <summary>Waits until <paramref name="path"/> returns 200, and returns the forum's address.</summary>
    public async Task<Uri> WaitForOkAsync(string path = "/", TimeSpan? limit = null)
    {
        var address = await WaitForAddressAsync(limit);
        using var client = new HttpClient { BaseAddress = address };
        await WaitAsync(() => AnswersOkAsync(client, path), $"200 from {path}", limit);
        return address;
    }

    /// <summary>Kills it without warning (SIGKILL), like a power failure.</summary>
    public void Kill() => _process.Kill();

    /// <summary>
    /// Waits until it has exited and all its output has arrived, and returns the exit code (137 after <see cref="Kill"/>).
    /// </summary>
    public async Task<int> WaitForExitAsync(TimeSpan? limit = null)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        end.CancelAfter(limit ?? StartLimit);
        try
        {
            await _process.WaitForExitAsync(end.Token);
        }
        catch (OperationCanceledException)
        {
            throw new TimeoutException($"Forum.Web did not end. It wrote:\n{Output}");
        }
        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private async Task WaitAsync(Func<Task<bool>> condition, string what, TimeSpan? limit)
    {
        var ended = false;
        await Eventually.HoldsAsync(async () => await condition() || (ended = _process.HasExited), () => Complaint(what), limit ?? StartLimit);
        if (!ended)
            return;
        await _process.WaitForExitAsync(TestContext.Current.CancellationToken); // its last lines may still be on their way
        if (!await condition())
            throw new InvalidOperationException(Complaint(what));
    }

    private string Complaint(string what) => $"Forum.Web didn't reach '{what}'. It wrote:\n{Output}";

    private static async Task<bool> AnswersOkAsync(HttpClient client, string path)
    {
        try
        {
            using var answer = await client.GetAsync(path, TestContext.Current.CancellationToken);
            return answer.StatusCode == HttpStatusCode.OK;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private void Keep(string? line)
    {
        if (line is not null)
            _lines.Enqueue(line);
    }

    private void KeepError(string? line)
    {
        if (line is not null)
            _errors.Enqueue(line);
        Keep(line);
    }

    [GeneratedRegex(@"https?://\S+")]
    private static partial Regex ListeningAddress();
}
