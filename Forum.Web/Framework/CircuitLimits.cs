using System.Globalization;
using System.Security.Claims;
using System.Threading.RateLimiting;
using Forum.Core.Data;
using Forum.Web.Access;
using Forum.Web.Components;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Localization;

namespace Forum.Web.Framework;

/// <summary>
/// Limits the number of circuits. Members are counted individually, wherever they are: a school or a company behind one
/// address can't lock out its members. Only guests are counted by address.
/// </summary>
public static class CircuitLimits
{
    private static readonly LimitSetting PerAddress = new("CircuitsPerAddress", 500, "open live connections, for all guests behind one address");
    private static readonly LimitSetting PerMember = new("CircuitsPerMember", 100, "open live connections (one per page), per member");

    // The same page does both.
    private static readonly RateLimit Negotiated = new("NewCircuitsPerMinute", 600, TimeSpan.FromMinutes(1), "new live connections, per member or guest address");
    private static readonly RateLimit Opened = Negotiated.Apart();

    private static readonly Refusal TooMany = new("Too many tabs with live updates are open. Close some, or try again in a minute.");

    /// <summary>Adds the limits.</summary>
    public static void AddCircuitLimits(this IServiceCollection services) =>
        services.AddLimits(PerAddress, PerMember, Negotiated, Opened, CircuitGuard.BadMessages);

    /// <summary>Answers 429 when there are too many circuits, or too many new ones. Call it after authentication.</summary>
    public static void UseCircuitLimits(this WebApplication app)
    {
        var open = PartitionedRateLimiter.Create<(string Who, int Permits), string>(static asked => RateLimitPartition.GetConcurrencyLimiter(
            asked.Who, _ => new ConcurrencyLimiterOptions { PermitLimit = asked.Permits, QueueLimit = 0 }));
        app.Lifetime.ApplicationStopped.Register(open.Dispose);
        app.Use((context, next) =>
        {
            var isNegotiation = context.Request.Path.StartsWithSegments("/_blazor/negotiate");
            var isConnection = context.Request.Path.Equals(CircuitOrigins.Circuits) && IsSocket(context);
            return isNegotiation || isConnection ? CountAsync(context, next, isConnection) : next(context);
        });

        async Task CountAsync(HttpContext context, RequestDelegate next, bool isConnection)
        {
            var limits = context.RequestServices.GetRequiredService<RateLimits>();
            var who = KeyOf(context.User, context);
            var most = limits.NumberOf(MemberIds.Of(context.User) is null ? PerAddress : PerMember);
            using var lease = isConnection ? open.AttemptAcquire((who, most)) : null;
            if (lease is { IsAcquired: false } || limits.HasNone(CircuitGuard.BadMessages, who) || limits.Count(isConnection ? Opened : Negotiated, who) is not null)
                await RefuseAsync(context);
            else
                await next(context);
        }
    }

    // Lasts as long as the circuit is connected. A long poll lasts only until the next message, so it isn't counted.
    private static bool IsSocket(HttpContext context) =>
        context.Features.Get<IHttpUpgradeFeature>()?.IsUpgradableRequest == true
        || context.Features.Get<IHttpExtendedConnectFeature>()?.IsExtendedConnect == true;

    /// <summary>The key by which circuits are counted: the member, or the guest's address.</summary>
    internal static string KeyOf(ClaimsPrincipal? user, HttpContext? context) =>
        user is not null && MemberIds.Of(user) is { } id ? id.ToString(CultureInfo.InvariantCulture) : "guest " + context.Origin();

    private static Task RefuseAsync(HttpContext context)
    {
        var texts = context.RequestServices.GetRequiredService<IStringLocalizer<Texts>>();
        return Answers.TooMany(TooMany, texts).ExecuteAsync(context);
    }
}
