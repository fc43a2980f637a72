using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Forum.Core.Data;
using Forum.Core.Live;
using Forum.Web.Components;
using Microsoft.AspNetCore.OutputCaching;

namespace Forum.Web.Framework;

/// <summary>
/// A page that looks the same for all guests, so it's rendered once for all of them until something on it changes.
/// </summary>
/// <param name="kind">The kind of channel that the page depends on.</param>
/// <param name="routeKey">The route value that identifies it: a thread's number, a board's slug, or a member's name.</param>
[AttributeUsage(AttributeTargets.Class)]
public sealed class GuestCachedAttribute(string kind, string? routeKey = null) : Attribute
{
    /// <summary>The kind of channel that the page depends on.</summary>
    public string Kind => kind;

    /// <summary>Other kinds that the page depends on, each with a single channel.</summary>
    public string[] Also { get; init; } = [];

    /// <summary>The route value that identifies it; null if there is only one.</summary>
    public string? RouteKey => routeKey;

    /// <summary>
    /// The query parameters that the page shows something of; it must not show anything of another one. <c>page</c> is
    /// taken as a number. A parameter with few values names them, as in <c>period=day|week</c>: any other value counts as
    /// none.
    /// </summary>
    public string[] VaryByQuery { get; init; } = [];

    /// <summary>A cookie that the page looks for, whatever its value; null for none.</summary>
    public string? VaryByCookie { get; init; }
}

/// <summary>
/// Output caching of guests' pages. The cache key contains the change counters from before the page was rendered, so a
/// request after a reply never gets an older page, even if both were rendered at the same moment.
/// </summary>
public static class GuestCaching
{
    /// <summary>
    /// How old figures that belong to other pages (an author's post count, who is online) may be on a cached page.
    /// </summary>
    private static readonly TimeSpan Kept = TimeSpan.FromSeconds(30);

    /// <summary>Adds the cache and its eviction.</summary>
    public static void AddGuestCaching(this IServiceCollection services)
    {
        services.AddOutputCache();
        services.AddSingleton<Policy>();
        services.AddOptions<OutputCacheOptions>().Configure<Policy>(static (options, policy) =>
        {
            options.SizeLimit = 64 * 1024 * 1024;
            options.MaximumBodySize = 1024 * 1024;
            options.AddBasePolicy(policy);
        });
        services.AddSingleton<IAfterCommit<ForumEvent>, Eviction>();
    }

    /// <summary>Whether a guest has opened the chat: their pages are live, and load the framework's script.</summary>
    internal static bool HasOpenChat(HttpContext context) => context.Request.Cookies["forum-chat"] == "open";

    private static string Tag(LiveChannel channel) => string.Create(CultureInfo.InvariantCulture, $"{channel.Kind}-{channel.Id}");

    public sealed class Policy(IEnumerable<IGuestPageId> named, ChangeCounters changes) : IOutputCachePolicy
    {
        private const string EnhancedNavigation = "blazor-enhanced-nav";
        private readonly FrozenDictionary<string, IGuestPageId> _named = named.ToFrozenDictionary(static page => page.Kind);

        public async ValueTask CacheRequestAsync(OutputCacheContext context, CancellationToken cancellation)
        {
            var http = context.HttpContext;
            if (!IsShared(http, out var page) || await ChannelAsync(http, page) is not { } channel)
                return;

            context.EnableOutputCaching = context.AllowCacheLookup = context.AllowCacheStorage = context.AllowLocking = true;
            context.ResponseExpirationTimeSpan = Kept;

            // Counts only grow, so their sum is another one after each change.
            context.Tags.Add(Tag(channel));
            var count = changes.Of(channel);
            foreach (var kind in page.Also)
            {
                var depended = new LiveChannel(kind);
                context.Tags.Add(Tag(depended));
                count += changes.Of(depended);
            }

            Vary(context.CacheVaryByRules, http, page, string.Create(CultureInfo.InvariantCulture, $"{count}.{changes.Site}"));
        }

        private static bool IsShared(HttpContext http, [NotNullWhen(true)] out GuestCachedAttribute? page)
        {
            page = HttpMethods.IsGet(http.Request.Method) && GuestAntiforgery.IsSharedPage(http)
                ? http.GetEndpoint()?.Metadata.GetMetadata<GuestCachedAttribute>()
                : null;
            return page is not null;
        }

        // Null if the page doesn't exist.
        public async ValueTask<LiveChannel?> ChannelAsync(HttpContext http, GuestCachedAttribute page)
        {
            if (page.RouteKey is null)
                return new LiveChannel(page.Kind);
            if (http.GetRouteValue(page.RouteKey) is not string value)
                return null;
            int? id = _named.TryGetValue(page.Kind, out var name)
                ? await name.FindAsync(value, http.RequestAborted)
                : int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
            return id is null ? null : new LiveChannel(page.Kind, id.Value);
        }

        // What the page depends on, and nothing else of the request: made-up URLs would push real pages out of the cache.
        private static void Vary(CacheVaryByRules rules, HttpContext http, GuestCachedAttribute page, string changes)
        {
            var isEnhanced = http.Request.Headers.Accept.ToString().Contains(EnhancedNavigation, StringComparison.OrdinalIgnoreCase);
            var encodings = http.Request.Headers.AcceptEncoding.ToString();
            foreach (var parameter in page.VaryByQuery)
            {
                var (name, values) = parameter.Split('=') is [var before, var after] ? (before, after.Split('|')) : (parameter, null);
                var asked = Asked(http.Request.Query[name].ToString(), name);
                rules.VaryByValues["?" + name] = values?.Contains(asked) == false ? "" : asked;
            }

            if (page.VaryByCookie is { } cookie)
                rules.VaryByValues["cookie"] = http.Request.Cookies.ContainsKey(cookie) ? "1" : "0";
            rules.VaryByValues["language"] = CultureInfo.CurrentUICulture.Name;
            rules.VaryByValues["encoding"] = encodings.Contains("br", StringComparison.OrdinalIgnoreCase) ? "br"
                : encodings.Contains("gzip", StringComparison.OrdinalIgnoreCase) ? "gzip" : "";
            rules.VaryByValues["changes"] = changes;
            rules.VaryByValues["enhanced"] = isEnhanced ? "1" : "0";
            rules.VaryByValues["theme"] = http.Request.Cookies["forum-theme"] is "dark" or "light" ? http.Request.Cookies["forum-theme"]! : "";
            rules.VaryByValues["chat"] = HasOpenChat(http) ? "1" : "0";
        }

        private static string Asked(string value, string name) =>
            name == Pages.Parameter ? Pages.Clamp(value, int.MaxValue).ToString(CultureInfo.InvariantCulture) : value;

        public ValueTask ServeFromCacheAsync(OutputCacheContext context, CancellationToken cancellation)
        {
            // The cache returns well-known values in their usual case; the client script compares this one
            // case-sensitively, and would load the whole page again.
            context.HttpContext.Response.OnStarting(static state =>
            {
                var headers = ((HttpContext)state).Response.Headers;
                if (headers.ContainsKey(EnhancedNavigation))
                    headers[EnhancedNavigation] = "allow";
                return Task.CompletedTask;
            }, context.HttpContext);
            return ValueTask.CompletedTask;
        }

        public ValueTask ServeResponseAsync(OutputCacheContext context, CancellationToken cancellation)
        {
            var response = context.HttpContext.Response;
            if (response.StatusCode != StatusCodes.Status200OK || response.Headers.SetCookie.Count > 0)
                context.AllowCacheStorage = false;
            return ValueTask.CompletedTask;
        }
    }

    // Their keys no longer match anyway; this frees their memory.
    private sealed class Eviction(IOutputCacheStore store) : IAfterCommit<ForumEvent>
    {
        public async ValueTask HandleAsync(ForumEvent happened)
        {
            foreach (var channel in happened.Channels)
                await store.EvictByTagAsync(Tag(channel), CancellationToken.None);
        }
    }
}
