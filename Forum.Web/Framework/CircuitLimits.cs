using System.Globalization;
using System.Security.Claims;
using System.Threading.RateLimiting;
using Forum.Core.Data;
using Forum.Web.Access;
using Forum.Web.Components;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Options;

namespace Forum.Web.Framework;

/// <summary>
/// Limits the number of circuits. Members are counted individually, wherever they are: a school or a company behind one
/// address can't lock out its members. Only guests are counted by address.
/// </summary>
public static class CircuitLimits
{
    private static readonly Refusal TooMany = new("Too many tabs with live updates are open. Close some, or try again in a minute.");

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
            var options = context.RequestServices.GetRequiredService<IOptions<LimitOptions>>().Value;
            var who = KeyOf(context.User, context);
            var most = MemberIds.Of(context.User) is null ? options.CircuitsPerAddress : options.CircuitsPerMember;
            using var lease = isConnection ? open.AttemptAcquire((who, most)) : null;
            var act = isConnection ? LimitedAct.OpenCircuit : LimitedAct.NegotiateCircuit;
            if (lease is { IsAcquired: false } || limits.HasNone(LimitedAct.BadMessage, who) || limits.Count(act, who) is not null)
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
