using System.Globalization;
using System.Security.Claims;
using System.Security.Cryptography;
using Forum.Web.Accounts;
using Forum.Web.Hosting;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.SignalR;

namespace Forum.Web.Live;

/// <summary>
/// Binds the marker of each island, and the state of a circuit that pauses, to the viewer of its page: another viewer's circuit can't open it. The framework encrypts markers with
/// one key for all; here the viewer is part of that key, so every island has it without knowing. All guests are one viewer, as they share pages.
/// </summary>
public static class BoundMarkers
{
    private const string Markers = "Microsoft.AspNetCore.Components.ComponentDescriptorSerializer,V1";

    // What a circuit leaves with its page when it pauses.
    private const string State = "Microsoft.AspNetCore.Components.Server.State";

    // What a circuit that was put away keeps in this process: written by a timer, for nobody's page, and never sent.
    private const string Kept = "kept";

    /// <summary>Whose call a circuit is handling.</summary>
    private static readonly AsyncLocal<ClaimsPrincipal?> Caller = new();

    /// <summary>Puts the decoration around the framework's encryption. To be called after data protection was added.</summary>
    public static void AddBoundMarkers(this IServiceCollection services)
    {
        var framework = services.Last(static service => service.ServiceType == typeof(IDataProtectionProvider));
        services.Remove(framework);
        services.AddSingleton<IDataProtectionProvider>(provider => new Provider(
            (IDataProtectionProvider)framework.ImplementationFactory!(provider), provider.GetRequiredService<IHttpContextAccessor>()));
    }

    private static string ViewerOf(IHttpContextAccessor http)
    {
        if (Caller.Value is { } caller)
            return KeyOf(caller);

        // The request that a circuit's socket began with stays around it; only a page's own request speaks for its viewer.
        return http.HttpContext is { } page && !page.Request.Path.StartsWithSegments(CircuitOrigins.Circuits) ? KeyOf(page.User) : Kept;
    }

    private static string KeyOf(ClaimsPrincipal user) => MemberIds.Of(user)?.ToString(CultureInfo.InvariantCulture) ?? "guest";

    /// <summary>Remembers who calls for as long as the call is handled.</summary>
    internal sealed class CallerFilter : IHubFilter
    {
        public async ValueTask<object?> InvokeMethodAsync(HubInvocationContext invocationContext, Func<HubInvocationContext, ValueTask<object?>> next)
        {
            Caller.Value = invocationContext.Context.User ?? new ClaimsPrincipal();
            return await next(invocationContext);
        }
    }

    private sealed class Provider(IDataProtectionProvider framework, IHttpContextAccessor http) : IDataProtectionProvider
    {
        public IDataProtector CreateProtector(string purpose)
        {
            var protector = framework.CreateProtector(purpose);
            return purpose is Markers or State ? new Bound(protector, http) : protector;
        }
    }

    private sealed class Bound(IDataProtector framework, IHttpContextAccessor http) : IDataProtector
    {
        public IDataProtector CreateProtector(string purpose) => new Bound(framework.CreateProtector(purpose), http);

        public byte[] Protect(byte[] plaintext) => framework.CreateProtector(ViewerOf(http)).Protect(plaintext);

        public byte[] Unprotect(byte[] protectedData)
        {
            try
            {
                return framework.CreateProtector(ViewerOf(http)).Unprotect(protectedData);
            }
            catch (CryptographicException)
            {
                return framework.CreateProtector(Kept).Unprotect(protectedData);
            }
        }
    }
}
