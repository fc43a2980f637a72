using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using System.Security.Claims;
using Serilog;
using Serilog.Core;
using Serilog.Events;
using Serilog.Settings.Configuration;

namespace Forum.Web.Hosting;

/// <summary>Serilog from the settings, and one line for every request. Never a password, a token, or what somebody wrote.</summary>
public static class ForumLogging
{
    // Why the forum does not start is said in one sentence at the end; the host would print its stack before it.
    private const string HostingFailed = "Hosting failed to start";

    /// <summary>Sends the host's log to Serilog.</summary>
    public static void AddForumLogging(this WebApplicationBuilder builder)
    {
        builder.Host.UseSerilog(
            static (context, services, logger) => logger
                .ReadFrom.Configuration(context.Configuration, new ConfigurationReaderOptions(Sinks(context.Configuration)))
                .ReadFrom.Services(services)
                // A token or a cookie that somebody has made up is refused, and no error of the forum's.
                .MinimumLevel.Override("Microsoft.AspNetCore.Antiforgery", LogEventLevel.Fatal)
                .Enrich.FromLogContext()
                .Filter.ByExcluding(static line => line.MessageTemplate.Text == HostingFailed),
            preserveStaticLogger: true);
        CachedLoggers.Add(builder.Services);
    }

    // Told, because Serilog would otherwise open every library of the program's folder to look for them.
    private static Assembly[] Sinks(IConfiguration settings) =>
    [
        typeof(LoggerConfigurationAsyncExtensions).Assembly,
        typeof(ConsoleLoggerConfigurationExtensions).Assembly,
        typeof(FileLoggerConfigurationExtensions).Assembly,
        .. settings.GetSection("Serilog:Using").GetChildren().Select(static named => Assembly.Load(named.Value ?? "")),
    ];

    /// <summary>Writes one line for each request: method, path, status, milliseconds, member and trace.</summary>
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

    // The path without its query: searches and tokens are nobody's business. Encoded as in the address: a line break in it would let
    // a stranger write lines of their own into the log.
    private static LogEventProperty[] RequestFields(HttpContext context, string path, double milliseconds, int status) =>
    [
        new("Method", new ScalarValue(context.Request.Method)),
        new("Path", new ScalarValue(context.Request.Path.ToUriComponent())),
        new("Status", new ScalarValue(status)),
        new("Milliseconds", new ScalarValue(milliseconds)),
        new("MemberId", new ScalarValue(context.User.FindFirstValue(ClaimTypes.NameIdentifier) ?? "-")),
        new("TraceId", new ScalarValue(TraceId(context))),
    ];

    /// <summary>The id that a person can tell, and that finds the line in the log.</summary>
    public static string TraceId(HttpContext context) => Activity.Current?.TraceId.ToString() ?? context.TraceIdentifier;

    /// <summary>A logger for the commands, which print for a person and log only what went wrong.</summary>
    public static Serilog.ILogger ForCommands() => new LoggerConfiguration()
        .MinimumLevel.Is(LogEventLevel.Warning)
        .MinimumLevel.Override("Microsoft.EntityFrameworkCore.Query", LogEventLevel.Error)
        .WriteTo.Console(formatProvider: CultureInfo.InvariantCulture)
        .CreateLogger();
}
