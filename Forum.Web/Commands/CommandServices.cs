using Forum.Core.Accounts;
using Forum.Core.Data;
using Forum.Web.Hosting;
using Serilog;

namespace Forum.Web.Commands;

/// <summary>The forum's services without its pages, for commands: the same settings, and no background work.</summary>
internal static class CommandServices
{
    /// <summary>Builds the services.</summary>
    /// <param name="settings">Settings from the arguments, such as <c>--Forum:DataDirectory=/srv/forum</c>.</param>
    /// <param name="readOnly">Whether the database is opened read-only.</param>
    /// <exception cref="StartRefusedException">A setting is invalid.</exception>
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
