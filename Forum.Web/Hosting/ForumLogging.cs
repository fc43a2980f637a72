using System.Globalization;
using System.Reflection;
using System.Security.Claims;
using Forum.Web.Components;
using Forum.Web.Framework;
using Serilog;
using Serilog.Core;
using Serilog.Events;
using Serilog.Settings.Configuration;

namespace Forum.Web.Hosting;

/// <summary>
/// Configures Serilog from the settings, and writes one line per request. Never logs a password, a token, or what people write.
/// </summary>
public static class ForumLogging
{
    // A startup error is printed as one sentence at the end; the host would print its stack trace first.
    private const string HostingFailed = "Hosting failed to start";

    /// <summary>Sends the host's log to Serilog.</summary>
    public static void AddForumLogging(this WebApplicationBuilder builder)
    {
        builder.Host.UseSerilog(
            static (context, services, logger) => logger
                .ReadFrom.Configuration(context.Configuration, new ConfigurationReaderOptions(Sinks(context.Configuration)))
                .ReadFrom.Services(services)
                // Made-up tokens and cookies are refused; they aren't errors of the forum.
                .MinimumLevel.Override("Microsoft.AspNetCore.Antiforgery", LogEventLevel.Fatal)
                .Enrich.FromLogContext()
                .Filter.ByExcluding(static line => line.MessageTemplate.Text == HostingFailed),
            preserveStaticLogger: true);
        CachedLoggers.Add(builder.Services);
    }

    // Named explicitly, because Serilog would otherwise open every library in the program's folder to find them.
    private static Assembly[] Sinks(IConfiguration settings) =>
    [
        typeof(LoggerConfigurationAsyncExtensions).Assembly,
        typeof(ConsoleLoggerConfigurationExtensions).Assembly,
        typeof(FileLoggerConfigurationExtensions).Assembly,
        .. settings.GetSection("Serilog:Using").GetChildren().Select(static named => Assembly.Load(named.Value ?? "")),
    ];

    /// <summary>Writes one line per request: method, path, status, milliseconds, member and trace.</summary>
    public static void UseRequestLog(this WebApplication app)
    {
        var log = app.Services.GetRequiredService<Serilog.ILogger>().ForContext(Constants.SourceContextPropertyName, "Forum.Requests");
        app.UseSerilogRequestLogging(options =>
        {
            options.Logger = log;
            options.MessageTemplate = "{Method} {Path} {Status} {Milliseconds:0.0} ms member {MemberId} trace {TraceId}";
            options.GetLevel = static (context, _, error) =>
                error is not null || context.Response.StatusCode >= 500 ? LogEventLevel.Error : LogEventLevel.Information;
            options.GetMessageTemplateProperties = RequestFields;
        });
    }

    // The path without its query, which has private searches and tokens. URL-encoded, because a line break would let a
    // stranger inject lines into the log.
    private static LogEventProperty[] RequestFields(HttpContext context, string path, double milliseconds, int status) =>
    [
        new("Method", new ScalarValue(context.Request.Method)),
        new("Path", new ScalarValue(context.Request.Path.ToUriComponent())),
        new("Status", new ScalarValue(status)),
        new("Milliseconds", new ScalarValue(milliseconds)),
        new("MemberId", new ScalarValue(context.User.FindFirstValue(ClaimTypes.NameIdentifier) ?? "-")),
        new("TraceId", new ScalarValue(TraceIds.Of(context))),
    ];

    /// <summary>A logger for commands, which print to the console and log only errors.</summary>
    public static Serilog.ILogger ForCommands() => new LoggerConfiguration()
        .MinimumLevel.Is(LogEventLevel.Warning)
        .MinimumLevel.Override("Microsoft.EntityFrameworkCore.Query", LogEventLevel.Error)
        .WriteTo.Console(formatProvider: CultureInfo.InvariantCulture)
        .CreateLogger();
}
