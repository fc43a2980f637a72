using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Forum.Bench.Shared;

namespace Forum.Bench;

/// <summary>The forum's process while it is measured: CPU time and memory from the operating system.</summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(60);
    private readonly Process _process;

    private ServerProcess(Process process, Uri address)
    {
        _process = process;
        Address = address;
        Http = new HttpClient(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false }) { BaseAddress = address };
    }

    public Uri Address { get; }

    public HttpClient Http { get; }

    public int Id => _process.Id;

    public static ServerProcess Start(ProcessStartInfo how)
    {
        var address = new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{FreePort()}"));
        how.ArgumentList.Add($"--urls={address}");
        var process = Process.Start(how)!;
        process.StandardInput.Close();

        // Written as usual, then read and discarded: a console that nobody reads would block the server.
        process.OutputDataReceived += static (_, _) => { };
        process.ErrorDataReceived += static (_, line) => { if (line.Data is { Length: > 0 } text) Console.Error.WriteLine(text); };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return new ServerProcess(process, address);
    }

    /// <summary>Polls every 5 ms until the first 200.</summary>
    /// <returns>The time since the process was started.</returns>
    public async Task<TimeSpan> WaitForOkAsync()
    {
        while (DateTime.Now - _process.StartTime < StartLimit)
        {
            try
            {
                using var answer = await Http.GetAsync("/");
                if (answer.StatusCode == HttpStatusCode.OK)
                    return DateTime.Now - _process.StartTime;
            }
            catch (HttpRequestException) when (!_process.HasExited)
            {
                // Not listening yet.
            }

            await Task.Delay(5);
        }

        throw new InvalidOperationException("The forum didn't start.");
    }

    /// <summary>The process's CPU time, user and system.</summary>
    public TimeSpan ProcessorTime => ProcessFigures.ProcessorTime(_process.Id);

    /// <summary>Resident memory in bytes.</summary>
    public long Resident => ProcessFigures.Resident(_process.Id);

    public async Task<Counters> CountersAsync() => await Counters.ReadAsync(Http) ?? throw WithoutFigures();

    /// <summary>The counters after a full garbage collection.</summary>
    public async Task<Counters> CollectAsync() => await Counters.CollectAsync(Http) ?? throw WithoutFigures();

    /// <summary>Stops it gracefully, as a service manager does, within at most a minute.</summary>
    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        if (!_process.HasExited)
        {
            using var stop = Process.Start("kill", ["-TERM", _process.Id.ToString(CultureInfo.InvariantCulture)]);
            using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(1));
            try
            {
                await _process.WaitForExitAsync(limit.Token);
            }
            catch (OperationCanceledException)
            {
                _process.Kill();
            }
        }

        _process.Dispose();
    }

    private static InvalidOperationException WithoutFigures() => new("The forum returned no figures. Start it with --bench.");

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
