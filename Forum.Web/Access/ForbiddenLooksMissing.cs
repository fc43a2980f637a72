using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Policy;

namespace Forum.Web.Access;

/// <summary>
/// People who can't open a page get the same answer as for a page that doesn't exist. The cookie handler's default, which
/// redirects guests to sign in and turns members away, would reveal which addresses exist.
/// </summary>
public sealed class ForbiddenLooksMissing : IAuthorizationMiddlewareResultHandler
{
    /// <inheritdoc />
    public Task HandleAsync(RequestDelegate next, HttpContext context, AuthorizationPolicy policy, PolicyAuthorizationResult authorizeResult)
    {
        if (authorizeResult.Succeeded)
            return next(context);
        context.Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    }
}
