using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using System.Security.Claims;
using Serilog;
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
        var logger = new LoggerConfiguration()
            .ReadFrom.Configuration(builder.Configuration, new ConfigurationReaderOptions(Sinks(builder.Configuration)))
            .Enrich.FromLogContext()
            .Filter.ByExcluding(static line => line.MessageTemplate.Text == HostingFailed)
            .CreateLogger();
        builder.Logging.ClearProviders();
        builder.Logging.AddSerilog(logger, dispose: true);
    }

    // Told, because Serilog would otherwise open every library of the program's folder to look for them.
    private static Assembly[] Sinks(ConfigurationManager settings) =>
    [
        typeof(LoggerConfigurationAsyncExtensions).Assembly,
        typeof(ConsoleLoggerConfigurationExtensions).Assembly,
        typeof(FileLoggerConfigurationExtensions).Assembly,
        .. settings.GetSection("Serilog:Using").GetChildren().Select(static named => Assembly.Load(named.Value ?? "")),
    ];

    /// <summary>Writes one line for every request: method, path, status, milliseconds, member and trace.</summary>
    public static void UseRequestLog(this WebApplication app)
    {
        var log = app.Services.GetRequiredService<ILoggerFactory>().CreateLogger("Forum.Requests");
        app.Use(async (context, next) =>
        {
            var started = Stopwatch.GetTimestamp();
            try
            {
                await next(context);
            }
            finally
            {
                // The path without its query: searches and tokens are nobody's business. As it stands in the address: a line end in
                // it would let a stranger write lines of their own into the log.
                log.Log(
                    context.Response.StatusCode >= 500 ? LogLevel.Error : LogLevel.Information,
                    "{Method} {Path} {Status} {Milliseconds:0.0} ms member {MemberId} trace {TraceId}",
                    context.Request.Method,
                    context.Request.Path.ToUriComponent(),
                    context.Response.StatusCode,
                    Stopwatch.GetElapsedTime(started).TotalMilliseconds,
                    context.User.FindFirstValue(ClaimTypes.NameIdentifier) ?? "-",
                    TraceId(context));
            }
        });
    }

    /// <summary>The id that a person can tell, and that finds the line in the log.</summary>
    public static string TraceId(HttpContext context) => Activity.Current?.TraceId.ToString() ?? context.TraceIdentifier;

    /// <summary>A logger for the commands, which print for a person and log only what went wrong.</summary>
    public static Serilog.ILogger ForCommands() => new LoggerConfiguration()
        .MinimumLevel.Is(LogEventLevel.Warning)
        .MinimumLevel.Override("Microsoft.EntityFrameworkCore.Query", LogEventLevel.Error)
        .WriteTo.Console(formatProvider: CultureInfo.InvariantCulture)
        .CreateLogger();
}
