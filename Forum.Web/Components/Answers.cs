using Forum.Core.Data;
using Microsoft.Extensions.Localization;

namespace Forum.Web.Components;

/// <summary>Error responses of endpoints that aren't pages.</summary>
public static class Answers
{
    private const string HtmlType = "text/html";
    private static readonly object Reason = new();

    /// <summary>Why a request was refused, for the error page; null if nobody said.</summary>
    public static string? ReasonOf(HttpContext context) => context.Items.TryGetValue(Reason, out var reason) ? (string?)reason : null;

    /// <summary>429 with the reason and a Retry-After header.</summary>
    public static IResult TooMany(Refusal refusal, IStringLocalizer texts) => new Later(texts.Say(refusal));

    /// <summary>404 for what the viewer can't see; 403 with the reason for everything else.</summary>
    public static IResult Refused(Refusal refusal, IStringLocalizer texts) => refusal == Refusal.NotFound
        ? Results.NotFound()
        : new WithReason(StatusCodes.Status403Forbidden, texts.Say(refusal));

    private sealed class Later(string text) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Response.Headers.RetryAfter = "60";
            return new WithReason(StatusCodes.Status429TooManyRequests, text).ExecuteAsync(httpContext);
        }
    }

    // Browsers get a page, which is rendered for every response without content. Scripts and programs get the reason only.
    private sealed class WithReason(int status, string text) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            if (!httpContext.Request.Headers.Accept.ToString().Contains(HtmlType, StringComparison.OrdinalIgnoreCase))
                return Results.Text(text, "text/plain", statusCode: status).ExecuteAsync(httpContext);
            httpContext.Response.StatusCode = status;
            httpContext.Items[Reason] = text;
            return Task.CompletedTask;
        }
    }
}
