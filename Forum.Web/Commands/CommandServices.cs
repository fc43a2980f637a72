using Forum.Core.Accounts;
using Forum.Core.Data;
using Forum.Web.Hosting;
using Serilog;

namespace Forum.Web.Commands;

/// <summary>The forum without its pages, for the commands: the same settings, and nothing runs in the background.</summary>
internal static class CommandServices
{
    /// <summary>Puts it together.</summary>
    /// <param name="settings">Settings out of the arguments, as <c>--Forum:DataDirectory=/srv/forum</c>.</param>
    /// <param name="readOnly">Whether the database is opened for reading only.</param>
    /// <exception cref="StartRefusedException">The settings say what they cannot.</exception>
    public static IHost Build(IReadOnlyList<string> settings, bool readOnly = false)
    {
        var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings
        {
            Args = [.. settings],
            ContentRootPath = AppContext.BaseDirectory,
        });
        builder.Logging.ClearProviders();
        builder.Logging.AddSerilog(ForumLogging.ForCommands(), dispose: true);
        builder.Services.AddAccounts();
        ForumHost.AddCoreRooms(builder.Services, builder.Configuration.GetSection("Forum"), readOnly);
        var host = builder.Build();
        DataSetup.CheckSettings(host.Services);
        return host;
    }
}
