namespace Forum.Web.Framework;

/// <summary>Puts something around a service that the framework, or a library, has registered.</summary>
public static class Decorations
{
    /// <summary>
    /// Replaces the last registration of a service with one that gets the original, and has the same lifetime. Fails at the
    /// start when there is none, so that an upgrade that no longer registers it is noticed.
    /// </summary>
    /// <param name="around">Makes the decorated service from the original.</param>
    public static void Decorate<TService>(this IServiceCollection services, Func<TService, IServiceProvider, TService> around)
        where TService : class
    {
        var original = services.Last(static service => service.ServiceType == typeof(TService));
        services.Remove(original);
        var create = original.ImplementationType is { } type ? ActivatorUtilities.CreateFactory(type, []) : null;
        services.Add(new ServiceDescriptor(
            typeof(TService),
            provider => around((TService)(create is null ? original.ImplementationFactory!(provider) : create(provider, null)), provider),
            original.Lifetime));
    }
}
