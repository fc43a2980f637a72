using System.Collections.Concurrent;

namespace Forum.Web.Framework;

/// <summary>
/// One logger per category. Serilog's factory creates a new one on every call, and the framework calls it for each
/// circuit and each connection: six loggers that live as long as the page is open.
/// </summary>
public sealed class CachedLoggers(ILoggerFactory serilog) : ILoggerFactory
{
    private readonly ConcurrentDictionary<string, ILogger> _loggers = new(StringComparer.Ordinal);

    /// <summary>Wraps the registered factory in the cache. Call it after adding Serilog.</summary>
    public static void Add(IServiceCollection services) =>
        services.Decorate<ILoggerFactory>(static (serilog, _) => new CachedLoggers(serilog));

    /// <inheritdoc />
    public ILogger CreateLogger(string categoryName) => _loggers.GetOrAdd(categoryName, serilog.CreateLogger);

    /// <inheritdoc />
    public void AddProvider(ILoggerProvider provider)
    {
        serilog.AddProvider(provider);
        _loggers.Clear();
    }

    /// <inheritdoc />
    public void Dispose() => serilog.Dispose();
}
