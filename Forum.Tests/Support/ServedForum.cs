using System.Net;
using Forum.Web.Commands;
using Forum.Web.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.Data.Sqlite;

namespace Forum.Tests.Support;

/// <summary>
/// The program's entry point, which serves a data folder in the tests' own process. <see cref="ForumProcess"/> takes
/// two to three seconds of processor time more.
/// </summary>
public sealed class ServedForum : IAsyncDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(1);
    private readonly WebApplication _app;
    private readonly Task<int> _running;

    private ServedForum(WebApplication app, Task<int> running) => (_app, _running) = (app, running);

    /// <summary>The forum's first address.</summary>
    public Uri Address => new(_app.Urls.First());

    /// <summary>Starts it and waits until it serves.</summary>
    public static async Task<ServedForum> StartAsync(string[] arguments)
    {
        var app = ForumHost.Build(arguments);
        // The test doesn't go on inside the host's start.
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        app.Lifetime.ApplicationStarted.Register(started.SetResult);
        var running = CommandLine.RunAsync(arguments, () => ForumHost.ServeAsync(app));
        if (await Task.WhenAny(running, started.Task).WaitAsync(Limit) == running)
            Assert.Fail($"The forum ended with {await running}.");
        return new ServedForum(app, running);
    }

    /// <summary>Fails unless the forum answers a request for its home page.</summary>
    public async Task AssertServesAsync()
    {
        using var client = new HttpClient { BaseAddress = Address };
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/", TestContext.Current.CancellationToken)).StatusCode);
    }

    public async ValueTask DisposeAsync()
    {
        _app.Lifetime.StopApplication();
        Assert.Equal(0, await _running.WaitAsync(Limit));
        SqliteConnection.ClearAllPools();
    }
}
