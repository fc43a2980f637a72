using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Policy;

namespace Forum.Web.Accounts;

/// <summary>
/// Whoever may not open a page gets the answer for a page that does not exist. The cookie's own way, sending guests to the sign-in
/// page and members away, would tell everybody which addresses there are.
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
