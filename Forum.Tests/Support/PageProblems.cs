using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Microsoft.Playwright;

namespace Forum.Tests.Support;

/// <summary>What went wrong in one browser context: console errors (Chromium reports breaches of the
/// Content-Security-Policy and answers from 400 up as such), uncaught exceptions, requests that failed.</summary>
public sealed class PageProblems
{
    private static readonly ConditionalWeakTable<IBrowserContext, PageProblems> Watched = [];
    private readonly ConcurrentQueue<string> _seen = new();

    private PageProblems()
    {
    }

    public IReadOnlyList<string> All => [.. _seen];

    /// <summary>Forgets what was seen, for a test that has just asked for trouble.</summary>
    public void Clear() => _seen.Clear();

    /// <summary>Waits until a problem whose text contains <paramref name="part"/> was seen, and returns it.</summary>
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

    // Chromium lets a transition between two pages go when a page is looked at before its style sheet is there, as tests do. The page is whole.
    private void AddException(string error)
    {
        if (!error.Contains("ViewTransition opt-in disabled", StringComparison.Ordinal))
            _seen.Enqueue($"exception: {error}");
    }

    // ERR_ABORTED is the page's own doing: it went elsewhere, or cancelled a fetch.
    private void AddRequest(IRequest request)
    {
        if (request.Failure != "net::ERR_ABORTED")
            _seen.Enqueue($"request: {request.Method} {request.Url} {request.Failure}");
    }
}
