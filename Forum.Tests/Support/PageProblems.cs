using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Microsoft.Playwright;

namespace Forum.Tests.Support;

/// <summary>
/// The problems in one browser context: console errors (Chromium reports violations of the Content-Security-Policy and
/// responses from 400 up as such), uncaught exceptions, failed requests.
/// </summary>
public sealed class PageProblems
{
    private static readonly ConditionalWeakTable<IBrowserContext, PageProblems> Watched = [];
    private readonly ConcurrentQueue<string> _seen = new();

    private PageProblems()
    {
    }

    public IReadOnlyList<string> All => [.. _seen];

    /// <summary>Clears the problems, for a test that has just caused some on purpose.</summary>
    public void Clear() => _seen.Clear();

    /// <summary>Waits for a problem whose text contains <paramref name="part"/>, and returns it.</summary>
    public async Task<string> WaitForAsync(string part)
    {
        string? found = null;
        await Eventually.HoldsAsync(
            () => (found = _seen.FirstOrDefault(problem => problem.Contains(part, StringComparison.OrdinalIgnoreCase))) is not null,
            () => $"No problem contains '{part}'. Seen:\n{this}");
        return found!;
    }

    public override string ToString() => string.Join('\n', _seen);

    internal static PageProblems Of(IBrowserContext context) =>
        Watched.TryGetValue(context, out var problems) ? problems : throw new ArgumentException("The page is not from Browser.NewPageAsync.");

    internal static void Watch(IBrowserContext context)
    {
        var problems = new PageProblems();
        Watched.Add(context, problems);
        context.Console += (_, message) => problems.AddConsole(message);
        context.WebError += (_, error) => problems.AddException(error.Error);
        context.RequestFailed += (_, request) => problems.AddRequest(request);
    }

    private void AddConsole(IConsoleMessage message)
    {
        if (message.Type == "error")
            _seen.Enqueue($"console: {message.Text} ({message.Location})");
    }

    // Chromium skips a view transition when a page is inspected before its style sheet has loaded, as in tests. The page is fine.
    private void AddException(string error)
    {
        if (!error.Contains("ViewTransition opt-in disabled", StringComparison.Ordinal))
            _seen.Enqueue($"exception: {error}");
    }

    // ERR_ABORTED comes from the page itself: it navigated away, or canceled a fetch.
    private void AddRequest(IRequest request)
    {
        if (request.Failure != "net::ERR_ABORTED")
            _seen.Enqueue($"request: {request.Method} {request.Url} {request.Failure}");
    }
}
