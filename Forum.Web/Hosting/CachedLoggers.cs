using System.Collections.Concurrent;

namespace Forum.Web.Hosting;

/// <summary>
/// One logger for each category. Serilog's factory makes another whenever it's called, and the framework calls it for each circuit and each connection:
/// six loggers that stay as long as the page is open.
/// </summary>
public sealed class CachedLoggers(ILoggerFactory serilog) : ILoggerFactory
{
    private readonly ConcurrentDictionary<string, ILogger> _loggers = new(StringComparer.Ordinal);

    /// <summary>Puts the cache around the factory that is registered. To be called after Serilog was added.</summary>
    public static void Add(IServiceCollection services)
    {
        var factory = services.Last(static service => service.ServiceType == typeof(ILoggerFactory));
        services.Remove(factory);
        services.AddSingleton<ILoggerFactory>(provider => new CachedLoggers((ILoggerFactory)factory.ImplementationFactory!(provider)));
    }

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
