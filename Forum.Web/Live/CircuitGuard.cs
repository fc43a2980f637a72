using Forum.Core.Data;
using Microsoft.AspNetCore.SignalR;

namespace Forum.Web.Live;

/// <summary>
/// Ends the connection of whoever sends what no page of the forum would. The framework logs an error for each such message, and lets the
/// sender go on; here it's one line of information, and counted.
/// </summary>
/// <param name="limits">Counts.</param>
/// <param name="log">Says it.</param>
public sealed class CircuitGuard(RateLimits limits, ILogger<CircuitGuard> log) : IHubFilter
{
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
            // What islands do is run apart from the call that began it, and fails apart: only the reading of the message can end here.
            var who = CircuitLimits.KeyOf(invocationContext.Context.User, invocationContext.Context.GetHttpContext());
            if (limits.Count(LimitedAct.BadMessage, who) is null)
                log.LogInformation("Ended a connection: {Message} could not be read ({Error})", invocationContext.HubMethodName, error.GetType().Name);
            invocationContext.Context.Abort();
            return null;
        }
    }
}
