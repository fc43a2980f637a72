using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Forum.Tests.Support;

/// <summary>A few fixed pages with a strict Content-Security-Policy, to test the harness.</summary>
public sealed class TinySite : IAsyncDisposable
{
    private const string Policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'self'";
    private readonly WebApplication _app;

    private TinySite(WebApplication app) => _app = app;

    public Uri Address => new(_app.Urls.Single());

    /// <summary>Serves each body as a page, with /app.js and an icon.</summary>
    public static async Task<TinySite> StartAsync(params (string Path, string Body)[] pages)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(static options => options.Listen(IPAddress.Loopback, 0));
        var app = builder.Build();
        app.Use(static (context, next) =>
        {
            context.Response.Headers.ContentSecurityPolicy = Policy;
            return next(context);
        });
        app.MapGet("/app.js", static () => Results.Text("document.title = 'by script';", "text/javascript"));
        app.MapGet("/favicon.ico", static () => Results.Bytes([], "image/x-icon"));
        foreach (var (path, body) in pages)
            app.MapGet(path, () => Results.Text($"<!DOCTYPE html><html lang=\"en\"><title>plain</title>{body}</html>", "text/html"));
        await app.StartAsync(TestContext.Current.CancellationToken);
        return new TinySite(app);
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
