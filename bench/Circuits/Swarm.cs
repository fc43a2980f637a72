namespace Forum.Bench.Circuits;

/// <summary>Many circuits that are opened, kept alive and closed together.</summary>
internal sealed class Swarm : IAsyncDisposable
{
    /// <summary>The cookie of a guest who has opened the chat.</summary>
    public const string GuestCookie = "forum-chat=open";

    private const int Turns = 60;
    private static readonly TimeSpan PingInterval = TimeSpan.FromSeconds(15);
    private readonly Settings _settings;
    private readonly CancellationTokenSource _end = new();
    private readonly Random _random = new(1);
    private readonly Task _pinging;

    public Swarm(int count, IReadOnlyList<string> cookies, ForumSite site, Settings settings)
    {
        _settings = settings;
        Circuits = [.. Enumerable.Range(0, count)
            .Select(i => new Circuit(i, CookieOf(i, cookies), _random.NextDouble() < settings.Looking, site, Receipts))];
        _pinging = PingAsync();
    }

    public IReadOnlyList<Circuit> Circuits { get; }

    public Receipts Receipts { get; } = new();

    public IReadOnlyList<Circuit> Healthy => [.. Circuits.Where(static circuit => circuit.State == CircuitState.Healthy)];

    public FailureFigures Failures
    {
        get
        {
            var reasons = Circuits.Where(static circuit => circuit.Failure is not null).Select(static circuit => circuit.Failure!).ToList();
            return new FailureFigures(reasons.Count, [.. reasons.Distinct().Take(5)]);
        }
    }

    public Task OpenAsync(CancellationToken cancellation) =>
        EachAsync(Circuits, (circuit, stop) => circuit.OpenAsync(_settings.Path, stop), cancellation);

    /// <summary>Hides a share of the pages, which give up their circuits.</summary>
    /// <returns>How many.</returns>
    public async Task<int> HideAsync(CancellationToken cancellation)
    {
        var healthy = Healthy.ToArray();
        _random.Shuffle(healthy);
        await EachAsync(healthy[..(int)(healthy.Length * _settings.Hidden)], static (circuit, stop) => circuit.HideAsync(stop), cancellation);
        return Circuits.Count(static circuit => circuit.State == CircuitState.Hidden);
    }

    /// <summary>Stalls and drops shares of the healthy circuits.</summary>
    /// <returns>How many of each.</returns>
    public (int Stalled, int Vanished) Trouble()
    {
        var healthy = Healthy.ToArray();
        _random.Shuffle(healthy);
        var stalled = (int)(healthy.Length * _settings.Stall);
        var vanished = (int)(healthy.Length * _settings.Vanish);
        foreach (var circuit in healthy.Take(stalled))
            circuit.Stall();
        foreach (var circuit in healthy.Skip(stalled).Take(vanished))
            circuit.Vanish();
        return (stalled, vanished);
    }

    /// <summary>Closes the pages in all browsers.</summary>
    public Task EndAsync(CancellationToken cancellation) => EachAsync(Circuits, static (circuit, stop) => circuit.EndAsync(stop), cancellation);

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _pinging;
        foreach (var circuit in Circuits)
            circuit.Dispose();
        _end.Dispose();
    }

    private Task EachAsync(IReadOnlyList<Circuit> circuits, Func<Circuit, CancellationToken, Task> act, CancellationToken cancellation) =>
        Parallel.ForEachAsync(
            circuits,
            new ParallelOptions { MaxDegreeOfParallelism = _settings.Parallel, CancellationToken = cancellation },
            async (circuit, stop) => await act(circuit, stop));

    // Distribute guests evenly among the members.
    private string CookieOf(int number, IReadOnlyList<string> cookies)
    {
        var isGuest = cookies.Count == 0 || (int)((number + 1) * _settings.Guests) > (int)(number * _settings.Guests);
        return isGuest ? GuestCookie : cookies[number % cookies.Count];
    }

    // All at once would be a load that no real crowd causes: spread the pings over the 15 seconds.
    private async Task PingAsync()
    {
        using var timer = new PeriodicTimer(PingInterval / Turns);
        try
        {
            for (var turn = 0; await timer.WaitForNextTickAsync(_end.Token); turn = (turn + 1) % Turns)
            {
                for (var i = turn; i < Circuits.Count; i += Turns)
                    await Circuits[i].PingAsync();
            }
        }
        catch (OperationCanceledException)
        {
            // The swarm has ended.
        }
    }
}
