using Microsoft.AspNetCore.Components.Infrastructure;

namespace Forum.Web.Hosting;

/// <summary>
/// Spares each page what the framework gives to islands of other applications: it carries the token of forms from the page to the
/// circuit, as encrypted text at the page's end, looks for what to carry by reflection, and makes the services concerned for it.
/// The islands of the forum post no forms; their forms are the page's.
/// </summary>
public static class PagesWithoutState
{
    private const string Carried = "IPersistentServiceRegistration";

    /// <summary>Takes away what carries services' state from a page to its circuit. To be called after the framework's pages were added.</summary>
    public static void AddPagesWithoutState(this IServiceCollection services)
    {
        // The framework keeps the type to itself.
        var carried = typeof(ComponentStatePersistenceManager).Assembly.GetTypes().Single(static type => type.Name == Carried);
        foreach (var registration in services.Where(service => service.ServiceType == carried).ToList())
            services.Remove(registration);
    }
}
