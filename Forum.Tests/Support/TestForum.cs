using System.Net;
using Forum.Core.Data;
using Forum.Web.Hosting;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace Forum.Tests.Support;

/// <summary>The real forum over Kestrel in the test's own process, with a data folder that is deleted with it.</summary>
public sealed class TestForum : IAsyncDisposable
{
    private readonly Factory _factory;
    private readonly DirectoryInfo _data;

    private TestForum(Factory factory, DirectoryInfo data)
    {
        _factory = factory;
        _data = data;
        Address = new Uri(factory.Services.GetRequiredService<IServer>().Features.GetRequiredFeature<IServerAddressesFeature>().Addresses.Single());
    }

    /// <summary>The forum's address, such as <c>http://127.0.0.1:40123/</c>.</summary>
    public Uri Address { get; }

    public string DataDirectory => _data.FullName;

    public IServiceProvider Services => _factory.Services;

    /// <summary>Starts a forum. Settings are configuration keys, such as <c>Forum:Name</c>.</summary>
    public static Task<TestForum> StartAsync(params (string Key, string Value)[] settings) => StartAsync(static _ => { }, settings);

    /// <summary>
    /// Starts a forum in which a test has replaced a service at the boundary of the process, such as the clock or the email sender.
    /// </summary>
    public static async Task<TestForum> StartAsync(Action<IServiceCollection> replace, params (string Key, string Value)[] settings)
    {
        var data = Directory.CreateTempSubdirectory("forum-test-");
        await MigratedDatabase.CopyToAsync(data.FullName);
        var factory = new Factory(replace, [.. Defaults(data.FullName), .. settings]);
        try
        {
            factory.UseKestrel(static options => options.Listen(IPAddress.Loopback, 0));
            factory.StartServer();
            return new TestForum(factory, data);
        }
        catch
        {
            await factory.DisposeAsync();
            await TestFolder.DeleteAsync(data);
            throw;
        }
    }

    /// <summary>A visitor with their own cookies.</summary>
    public HttpClient CreateClient(bool followRedirects = true) => new(new SocketsHttpHandler { AllowAutoRedirect = followRedirects })
    {
        BaseAddress = Address,
    };

    /// <summary>A visitor whose cookies the test inspects.</summary>
    public (HttpClient Client, CookieContainer Cookies) CreateClientWithCookies(bool followRedirects = true)
    {
        var handler = new SocketsHttpHandler { AllowAutoRedirect = followRedirects };
        return (new HttpClient(handler) { BaseAddress = Address }, handler.CookieContainer);
    }

    public async ValueTask DisposeAsync()
    {
        await _factory.DisposeAsync();
        SqliteConnection.ClearAllPools();
        await TestFolder.DeleteAsync(_data);
    }

    // Limits that no test reaches unless it's about them.
    private static (string Key, string Value)[] Defaults(string data) =>
    [
        ("urls", "http://127.0.0.1:0"),
        ("Forum:DataDirectory", data),
        ("Serilog:WriteTo:0:Args:configure:0:Args:restrictedToMinimumLevel", "Warning"),
        ("Serilog:WriteTo:0:Args:configure:1:Args:restrictedToMinimumLevel", "Warning"),
        .. DeclaredLimits.All.OfType<RateLimit>().Select(static limit => ($"Forum:Limits:{limit.Name}", "100000")),
        ("Forum:Limits:SecondsToRegister", "0"),
    ];

    private sealed class Factory(Action<IServiceCollection> replace, (string Key, string Value)[] settings) : WebApplicationFactory<Program>
    {
        protected override void ConfigureWebHost(IWebHostBuilder builder)
        {
            foreach (var (key, value) in settings)
                builder.UseSetting(key, value);
            builder.ConfigureServices(services =>
            {
                // Tests register and sign in a hundred members a minute; the strength of the hashes isn't what they test.
                services.Configure<PasswordHasherOptions>(static options => options.IterationCount = 1);

                // A process with a hundred forums has nothing to return to the system after one of them starts.
                services.Remove(services.Single(static service => service.ImplementationType == typeof(MemoryAfterStart)));
                replace(services);
            });
        }
    }
}
