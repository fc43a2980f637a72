using Forum.Core.Data;
using Microsoft.Extensions.Localization;

namespace Forum.Web.Components;

/// <summary>Error responses of endpoints that aren't pages.</summary>
public static class Answers
{
    /// <summary>429 with the reason and a Retry-After header.</summary>
    public static IResult TooMany(Refusal refusal, IStringLocalizer texts) => new Later(texts.Say(refusal));

    /// <summary>404 for what the viewer can't see; 403 with the reason for everything else.</summary>
    public static IResult Refused(Refusal refusal, IStringLocalizer texts) => refusal == Refusal.NotFound
        ? Results.NotFound()
        : Results.Text(texts.Say(refusal), "text/plain", statusCode: StatusCodes.Status403Forbidden);

    private sealed class Later(string text) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Response.Headers.RetryAfter = "60";
            return Results.Text(text, "text/plain", statusCode: StatusCodes.Status429TooManyRequests).ExecuteAsync(httpContext);
        }
    }
}
