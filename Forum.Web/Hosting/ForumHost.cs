using Forum.Core.Access;
using Forum.Core.Boards;
using Forum.Core.Chat;
using Forum.Core.Data;
using Forum.Core.Data.Sqlite;
using Forum.Core.Mail;
using Forum.Core.Markdown;
using Forum.Core.Members;
using Forum.Core.Notifications;
using Forum.Core.Posts;
using Forum.Core.Privacy;
using Forum.Core.Search;
using Forum.Core.Site;
using Forum.Core.Statistics;
using Forum.Core.Threads;
using Forum.Web.Accounts;
using Forum.Web.Administration;
using Forum.Web.Boards;
using Forum.Web.Chat;
using Forum.Web.Components;
using Forum.Web.Feeds;
using Forum.Web.Framework;
using Forum.Web.Layout;
using Forum.Web.Live;
using Forum.Web.Mail;
using Forum.Web.Members.Profiles;
using Forum.Web.Notifications;
using Forum.Web.Posts;
using Forum.Web.Privacy;
using Forum.Web.Site;
using Forum.Web.Statistics;
using Forum.Web.Threads;
using Microsoft.AspNetCore.Hosting.StaticWebAssets;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.Configuration.Json;
using Microsoft.Extensions.FileProviders;

namespace Forum.Web.Hosting;

/// <summary>The forum's web application: its services, and the order of its middleware.</summary>
public static class ForumHost
{
    /// <summary>Builds the application.</summary>
    public static WebApplication Build(string[] args)
    {
        // Without what only IIS, HTTP/3 and MVC need: it would take up memory for nothing.
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions
        {
            // The host would take the argument after an option for its value.
            Args = [.. args.Where(static arg => arg != BenchEndpoints.Option)],
            // The program's folder, not the working directory: it has wwwroot and appsettings.json.
            ContentRootPath = AppContext.BaseDirectory,
        });

        // If the content root is elsewhere, as in test hosts, these settings are still the base.
        builder.Configuration.Sources.Insert(0, new JsonConfigurationSource
        {
            Path = "appsettings.json",
            FileProvider = new PhysicalFileProvider(AppContext.BaseDirectory),
        });
        builder.WebHost.UseKestrelHttpsConfiguration();
        StaticWebAssetsLoader.UseStaticWebAssets(builder.Environment, builder.Configuration);
        builder.AddForumLogging();
        AddCoreRooms(builder.Services, builder.Configuration.GetSection("Forum"));
        builder.Services.AddForumAccounts(builder.Configuration.GetSection("Forum"));
        builder.Services.AddMailDelivery(builder.Configuration.GetSection("Forum"));
        AddPages(builder.Services);
        builder.Services.AddHostedService<MemoryAfterStart>();

        var app = builder.Build();
        UsePipeline(app);
        MapRooms(app);
        if (args.Contains(BenchEndpoints.Option))
            app.MapBench();
        return app;
    }

    /// <summary>Opens the database and serves until the program is stopped.</summary>
    public static async Task ServeAsync(WebApplication app)
    {
        await using (app)
        {
            DataSetup.CheckSettings(app.Services);
            MailHosting.CheckSettings(app.Services);
            FreePorts.Check(app.Configuration);
            await app.Services.GetRequiredService<DatabaseStart>().OpenAsync();
            await StartAsync(app);
            Console.WriteLine($"The forum is at {string.Join(" and ", app.Urls)} (press Ctrl+C to stop)");
            await app.WaitForShutdownAsync();
        }
    }

    // The web server starts last: if it can't, the running background services must stop gracefully.
    private static async Task StartAsync(WebApplication app)
    {
        try
        {
            await app.StartAsync();
        }
        catch
        {
            await app.StopAsync();
            throw;
        }
    }

    /// <summary>
    /// Adds the forum's services without its pages. Accounts are separate: pages add them with sign-in, commands without.
    /// </summary>
    internal static void AddCoreRooms(IServiceCollection services, IConfiguration settings, bool readOnly = false)
    {
        services.AddData(settings, readOnly);
        services.AddAccess();
        services.AddMarkdown();
        services.AddMembers();
        services.AddMail();
        services.AddSite();
        services.AddBoards();
        services.AddThreads();
        services.AddPosts();
        services.AddChat();
        services.AddSearch();
        services.AddNotifications();
        services.AddPrivacy();
        services.AddStatistics();

        // The limits of pages too: a command refuses the settings that the forum refuses.
        services.AddCircuitLimits();
        services.AddComposerLimits();
        services.AddRegistrationLimits();
    }

    private static void AddPages(IServiceCollection services)
    {
        services.AddLanguages();
        services.AddRazorComponents().AddInteractiveServerComponents().AddHubOptions(static options =>
        {
            options.AddFilter<CircuitGuard>();
            options.AddFilter<BoundMarkers.CallerFilter>();
        });
        services.AddPagesWithoutState();
        services.AddCircuitJson();
        services.AddAdministrationControls();
        services.AddHttpContextAccessor();
        services.AddGuestCaching();
        services.AddSingleton<PageTemplates>();
        services.AddLiveMarkup();
        services.AddSingleton<Slots>();
        services.AddSingleton(typeof(FragmentSlots<>));
        services.AddSingleton<SiteHeaders>();
        AddRoomPages(services);
        services.Configure<ForwardedHeadersOptions>(options =>
            options.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto);
        services.AddResponseCompression(options => options.EnableForHttps = true);
        services.AddKeysInDataFolder();
        services.AddBoundMarkers();
        services.Configure<KestrelServerOptions>(static options => options.AddServerHeader = false);
        services.AddAntiforgery(options => options.Cookie.Name = "forum-form");
        services.AddGuestAntiforgery();

        // A form without its token gets a 400, not an exception, on a developer's machine too.
        services.Configure<RouteHandlerOptions>(options => options.ThrowOnBadRequest = false);
    }

    private static void AddRoomPages(IServiceCollection services)
    {
        services.AddSitePages();
        services.AddProfilePages();
        services.AddBoardPages();
        services.AddThreadPages();
        services.AddPostPages();
        services.AddChatPanel();
        services.AddNotificationPages();
        services.AddPrivacyPages();
        services.AddFeeds();
        services.AddStatisticsPages();
    }

    private static void UsePipeline(WebApplication app)
    {
        app.UseForwardedHeaders();
        app.UseRequestLog();
        app.UseSecurityHeaders();
        app.UseNamedHost();
        app.UseOwnOriginForCircuits();
        app.UseHeads();
        app.UseSecureCookies();
        app.UseReadableForms();
        app.UseErrorPages();
        app.UseStatusCodePagesWithReExecute("/not-found");
        app.UseReadingForErrors();
        app.UseRouting();
        app.UseLanguages();
        app.UseAuthentication();
        app.UseCircuitLimits();
        app.UseWholeForms();
        app.UseSetUpFirst();
        app.UsePrefetching();
        app.UseSeenPages();
        app.UseOutputCache();
        app.UseResponseCompression();
        app.UseAuthorization();
        app.UseAntiforgery();
        app.UseUnsentTexts();
        app.UsePageTemplates();
    }

    private static void MapRooms(WebApplication app)
    {
        app.MapStaticAssets();
        app.MapMethods("/alive", [HttpMethods.Get, HttpMethods.Head], static () => Results.NoContent());
        app.MapPrefetching();
        app.MapTheme();
        app.MapOffline();
        app.MapLanguage();
        app.MapAccounts();
        app.MapProfiles();
        app.MapPrivacy();
        app.MapMail();
        app.MapBoards();
        app.MapPosts();
        app.MapComposer();
        app.MapThreads();
        app.MapNotifications();
        app.MapFeeds();
        app.MapRazorComponents<App>().AddInteractiveServerRenderMode(options => options.ContentSecurityFrameAncestorsPolicy = null);
    }
}
