using Forum.Core.Data;
using Microsoft.AspNetCore.SignalR;

namespace Forum.Web.Framework;

/// <summary>
/// Closes the connection of a client that sends what no page of the forum would. The framework logs an error for each
/// such message and lets the client go on; here it's one information line, and counted.
/// </summary>
public sealed class CircuitGuard(RateLimits limits, ILogger<CircuitGuard> log) : IHubFilter
{
    internal static readonly RateLimit BadMessages = new(
        "BadMessagesPerMinute", 20, TimeSpan.FromMinutes(1), "invalid messages over live connections; beyond that, new ones are refused for a while");

    /// <inheritdoc />
    public async ValueTask<object?> InvokeMethodAsync(HubInvocationContext invocationContext, Func<HubInvocationContext, ValueTask<object?>> next)
    {
        ArgumentNullException.ThrowIfNull(invocationContext);
        ArgumentNullException.ThrowIfNull(next);
        try
        {
            return await next(invocationContext);
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            // An island's work runs separately from the call that started it, and its exceptions don't end up here: only
            // reading the message can fail.
            var who = CircuitLimits.KeyOf(invocationContext.Context.User, invocationContext.Context.GetHttpContext());
            if (limits.Count(BadMessages, who) is null)
                log.LogInformation("Ended a connection: {Message} couldn't be read ({Error})", invocationContext.HubMethodName, error.GetType().Name);
            invocationContext.Context.Abort();
            return null;
        }
    }
}
