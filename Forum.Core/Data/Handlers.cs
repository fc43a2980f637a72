using System.Collections.Concurrent;
using Forum.Core.Live;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;

namespace Forum.Core.Data;

/// <summary>The registered handlers of each extension point, found once per type.</summary>
public sealed class Handlers(IServiceProvider services, ILogger<Handlers> log)
{
    private readonly ConcurrentDictionary<Type, object> _found = new();

    /// <summary>Runs the handlers of a page that was read.</summary>
    /// <typeparam name="TPage">What was shown.</typeparam>
    public async ValueTask WasReadAsync<TPage>(TPage shown, CancellationToken cancellation = default)
    {
        foreach (var handler in Of<IAfterRead<TPage>>(static _ => 0))
            await handler.HandleAsync(shown, cancellation);
    }

    internal IBeforeCommit<TFact>[] BeforeCommit<TFact>() => Of<IBeforeCommit<TFact>>(static handler => handler.Order);

    internal IBeforeBatchCommit<TFact>[] BeforeBatchCommit<TFact>() => Of<IBeforeBatchCommit<TFact>>(static handler => handler.Order);

    // The act is committed: a failing handler must neither undo it nor keep other handlers from running.
    internal ValueTask AfterCommitAsync(ForumEvent happened) =>
        ((AfterCommit)_found.GetOrAdd(happened.GetType(), type => Activator.CreateInstance(typeof(AfterCommit<>).MakeGenericType(type), services, log)!))
            .HandleAsync(happened);

    private T[] Of<T>(Func<T, int> order) =>
        (T[])_found.GetOrAdd(typeof(T), _ => services.GetServices<T>().OrderBy(order).ToArray());

    private abstract class AfterCommit
    {
        public abstract ValueTask HandleAsync(ForumEvent happened);
    }

    private sealed class AfterCommit<TEvent> : AfterCommit
        where TEvent : ForumEvent
    {
        private readonly IAfterCommit<TEvent>[] _handlers;
        private readonly ILogger _log;

        public AfterCommit(IServiceProvider services, ILogger<Handlers> log)
        {
            // Registered for the event itself or for one of its base classes.
            var found = new List<IAfterCommit<TEvent>>();
            for (var type = typeof(TEvent); type.IsAssignableTo(typeof(ForumEvent)); type = type.BaseType!)
                found.AddRange(services.GetServices(typeof(IAfterCommit<>).MakeGenericType(type)).Cast<IAfterCommit<TEvent>>());
            (_handlers, _log) = ([.. found], log);
        }

        public override async ValueTask HandleAsync(ForumEvent happened)
        {
            foreach (var handler in _handlers)
            {
                try
                {
                    await handler.HandleAsync((TEvent)happened);
                }
                catch (Exception error)
                {
                    _log.LogError(error, "{Handler} failed on {Event}", handler.GetType().Name, typeof(TEvent).Name);
                }
            }
        }
    }
}

/// <summary>Registers handlers.</summary>
public static class HandlerRegistration
{
    /// <summary>Adds a class, once for the whole program, at every extension point that it implements.</summary>
    /// <typeparam name="T">The handler.</typeparam>
    public static IServiceCollection AddHandler<T>(this IServiceCollection services)
        where T : class
    {
        services.TryAddSingleton<T>();
        foreach (var point in typeof(T).GetInterfaces())
        {
            var definition = point.IsGenericType ? point.GetGenericTypeDefinition() : point;
            if (definition.IsDefined(typeof(ExtensionPointAttribute), inherit: false))
                services.AddSingleton(point, static provider => provider.GetRequiredService<T>());
        }

        return services;
    }
}
