using Forum.Core.Data.Sqlite;
using Forum.Web.Access;
using Forum.Web.Components;
using Forum.Web.Layout;
using Microsoft.Extensions.Localization;
using static System.Net.WebUtility;

namespace Forum.Web.Hosting;

/// <summary>What a request gets that ended in an exception.</summary>
public static class Failures
{
    private const string RetryAfter = "30";

    /// <summary>
    /// Answers with the error page: 503 if the database can't be reached at the moment, otherwise 500. If the page fails
    /// as well, because it needs what is broken, the answer is one that needs nothing.
    /// </summary>
    public static void UseErrorPages(this WebApplication app)
    {
        app.Use(static (context, next) => AnswerAsync(context, next));
        app.UseExceptionHandler(new ExceptionHandlerOptions
        {
            ExceptionHandlingPath = "/error",
            CreateScopeForErrors = true,
            StatusCodeSelector = static error => StatusOf(error),
        });
    }

    private static int StatusOf(Exception error) =>
        DatabaseTrouble.IsTemporary(error) ? StatusCodes.Status503ServiceUnavailable : StatusCodes.Status500InternalServerError;

    private static async Task AnswerAsync(HttpContext context, RequestDelegate next)
    {
        // The error page's handler clears all headers first.
        context.Response.OnStarting(static state =>
        {
            var response = ((HttpContext)state).Response;
            if (response.StatusCode == StatusCodes.Status503ServiceUnavailable && response.Headers.RetryAfter.Count == 0)
                response.Headers.RetryAfter = RetryAfter;
            return Task.CompletedTask;
        }, context);
        try
        {
            await next(context);
        }
        catch (Exception error) when (!context.Response.HasStarted && !context.RequestAborted.IsCancellationRequested)
        {
            // The handler has logged it.
            context.Response.Clear();
            context.Response.StatusCode = StatusOf(error);
            context.Response.ContentType = "text/html; charset=utf-8";
            await context.Response.WriteAsync(Plain(context), context.RequestAborted);
        }
    }

    private static string Plain(HttpContext context)
    {
        var texts = context.RequestServices.GetRequiredService<IStringLocalizer<Texts>>();
        return new BarePage(
            ErrorPicture.Pause, texts["The forum is taking a short break"],
            texts["It can't read or save anything at the moment. Try again in a minute. What you typed is kept in this browser."])
        {
            More = $"<p>{HtmlEncode(texts["If it happens again, send this ID to an administrator:"])} <code>{HtmlEncode(TraceIds.Of(context))}</code></p>",
            Address = HttpMethods.IsGet(context.Request.Method) ? ReturnUrl.Local(context.Request.Path.ToUriComponent()) : "/",
        }.Html(texts);
    }
}
