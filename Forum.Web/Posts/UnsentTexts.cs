using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Components.Endpoints;

namespace Forum.Web.Posts;

/// <summary>
/// A text whose form no longer belongs to its sender, for example because the session has ended: without its script, the
/// composer can't check that before sending. Instead of an error page, the sender gets the text back.
/// </summary>
public static class UnsentTexts
{
    /// <summary>The field with the text.</summary>
    public const string Field = "Form.Text";

    /// <summary>Answers such forms. Call it after the check of the forms' tokens.</summary>
    public static void UseUnsentTexts(this WebApplication app) =>
        app.Use(next => context => IsUnsent(context) ? AnswerAsync(context, next, app) : next(context));

    // Only from the forum's own pages: no other site can have the forum say its words.
    private static bool IsUnsent(HttpContext context)
    {
        if (context.Features.Get<IAntiforgeryValidationFeature>() is not { IsValid: false } invalid
            || context.GetEndpoint()?.Metadata.GetMetadata<ComponentTypeMetadata>() is null
            || context.Request.Headers["Sec-Fetch-Site"] != "same-origin")
        {
            return false;
        }

        // A form with this feature can't be read. Here it's only shown to its sender.
        context.Features.Set<IAntiforgeryValidationFeature>(null);
        if (context.Request.HasFormContentType && !string.IsNullOrWhiteSpace(context.Request.Form[Field]))
            return true;
        context.Features.Set(invalid);
        return false;
    }

    private static async Task AnswerAsync(HttpContext context, RequestDelegate next, IEndpointRouteBuilder routes)
    {
        var method = context.Request.Method;
        context.SetEndpoint(routes.DataSources.SelectMany(static source => source.Endpoints)
            .First(static endpoint => endpoint.Metadata.GetMetadata<ComponentTypeMetadata>()?.Type == typeof(UnsentPage)));
        context.Request.RouteValues.Clear();
        context.Request.Method = HttpMethods.Get;
        context.Response.StatusCode = StatusCodes.Status400BadRequest;
        try
        {
            await next(context);
        }
        finally
        {
            context.Request.Method = method;
        }
    }
}
