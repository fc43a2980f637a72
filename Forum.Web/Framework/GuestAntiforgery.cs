using Microsoft.AspNetCore.Antiforgery;

namespace Forum.Web.Framework;

/// <summary>A page with a form for guests: it needs a token, so it can't be cached for other guests.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class GuestFormAttribute : Attribute;

/// <summary>
/// Blazor requests antiforgery tokens on every page: a cookie, <c>no-store</c> and two encryptions. A guest's page
/// without a form has nothing to protect, so it gets none and can be cached.
/// </summary>
public static class GuestAntiforgery
{
    private static readonly AntiforgeryTokenSet None = new(null, null, "__RequestVerificationToken", null);

    /// <summary>Decorates the framework's antiforgery service.</summary>
    public static void AddGuestAntiforgery(this IServiceCollection services) =>
        services.Decorate<IAntiforgery>(static (framework, _) => new Decoration(framework));

    /// <summary>Whether this request is for a page that guests share.</summary>
    internal static bool IsSharedPage(HttpContext context) =>
        (HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method))
        && context.User.Identity?.IsAuthenticated != true
        && context.GetEndpoint()?.Metadata.GetMetadata<GuestFormAttribute>() is null;

    private sealed class Decoration(IAntiforgery framework) : IAntiforgery
    {
        public AntiforgeryTokenSet GetAndStoreTokens(HttpContext httpContext) =>
            WithoutToken(httpContext) ?? framework.GetAndStoreTokens(httpContext);

        public AntiforgeryTokenSet GetTokens(HttpContext httpContext) =>
            WithoutToken(httpContext) ?? framework.GetTokens(httpContext);

        public Task<bool> IsRequestValidAsync(HttpContext httpContext) => framework.IsRequestValidAsync(httpContext);

        public void SetCookieTokenAndHeader(HttpContext httpContext) => framework.SetCookieTokenAndHeader(httpContext);

        public Task ValidateRequestAsync(HttpContext httpContext) => framework.ValidateRequestAsync(httpContext);

        // A page rendered for all guests has a placeholder where each of them gets their own token.
        private AntiforgeryTokenSet? WithoutToken(HttpContext context)
        {
            if (IsSharedPage(context))
                return None;
            return PageDrawing.Of(context) is { } drawing
                ? new AntiforgeryTokenSet(drawing.Token(framework), null, None.FormFieldName, null)
                : null;
        }
    }
}
