using System.Globalization;
using System.Security.Claims;
using System.Security.Cryptography;
using Forum.Web.Access;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.SignalR;

namespace Forum.Web.Framework;

/// <summary>
/// Binds each island's marker, and the state of a paused circuit, to the viewer of its page: another viewer's circuit
/// can't open it. The framework encrypts markers with one key for everyone; here the viewer is part of that key, so every
/// island gets this without code of its own. All guests count as one viewer, since they share pages.
/// </summary>
public static class BoundMarkers
{
    private const string Markers = "Microsoft.AspNetCore.Components.ComponentDescriptorSerializer,V1";

    // The state that a circuit leaves with its page when it pauses.
    private const string State = "Microsoft.AspNetCore.Components.Server.State";

    // The state of an evicted circuit, stored in this process: written by a timer without a page's request, and never sent.
    private const string Kept = "kept";

    /// <summary>The user whose call a circuit is handling.</summary>
    private static readonly AsyncLocal<ClaimsPrincipal?> Caller = new();

    /// <summary>Decorates the framework's encryption. Call it after adding data protection.</summary>
    public static void AddBoundMarkers(this IServiceCollection services) => services.Decorate<IDataProtectionProvider>(
        static (framework, provider) => new Provider(framework, provider.GetRequiredService<IHttpContextAccessor>()));

    private static string ViewerOf(IHttpContextAccessor http)
    {
        if (Caller.Value is { } caller)
            return KeyOf(caller);

        // The request that opened a circuit's socket stays in the context; only a page's own request says who its viewer is.
        return http.HttpContext is { } page && !page.Request.Path.StartsWithSegments(CircuitOrigins.Circuits) ? KeyOf(page.User) : Kept;
    }

    private static string KeyOf(ClaimsPrincipal user) => MemberIds.Of(user)?.ToString(CultureInfo.InvariantCulture) ?? "guest";

    /// <summary>Stores the caller while the call is handled.</summary>
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
