using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Forum.Tests.Support;

/// <summary>Keeps what the forum logs, from the levels on that its settings say.</summary>
public sealed class KeptLog : ILoggerProvider
{
    private readonly ConcurrentQueue<string> _lines = new();

    public IReadOnlyCollection<string> Lines => _lines;

    public ILogger CreateLogger(string categoryName) => new Logger(
        this,
        categoryName.StartsWith("Microsoft.", StringComparison.Ordinal) || categoryName.StartsWith("System.", StringComparison.Ordinal)
            ? LogLevel.Warning : LogLevel.Information);

    public void Dispose()
    {
        // Nothing is held.
    }

    private sealed class Logger(KeptLog log, LogLevel least) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= least;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (IsEnabled(logLevel))
                log._lines.Enqueue($"{formatter(state, exception)}{(exception is null ? "" : "\n" + exception)}");
        }
    }
}
