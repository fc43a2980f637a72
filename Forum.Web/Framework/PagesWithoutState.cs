using Microsoft.AspNetCore.Components.Infrastructure;

namespace Forum.Web.Framework;

/// <summary>
/// Turns off a framework feature that other applications' islands need: it persists the antiforgery token from the page
/// to the circuit, as encrypted text at the end of the page, uses reflection to find what to persist, and creates the
/// services involved. The forum's islands post no forms; the page does.
/// </summary>
public static class PagesWithoutState
{
    private const string Carried = "IPersistentServiceRegistration";

    /// <summary>
    /// Removes what persists services' state from a page to its circuit. Call it after adding the framework's pages.
    /// </summary>
    public static void AddPagesWithoutState(this IServiceCollection services)
    {
        // The framework's type is internal.
        var carried = typeof(ComponentStatePersistenceManager).Assembly.GetTypes().Single(static type => type.Name == Carried);
        foreach (var registration in services.Where(service => service.ServiceType == carried).ToList())
            services.Remove(registration);
    }
}
