using System.Globalization;
using Forum.Core.Accounts.Profiles;
using Forum.Core.Boards;
using Forum.Core.Data;
using Forum.Core.Live;
using Forum.Web.Layout;
using Microsoft.AspNetCore.OutputCaching;

namespace Forum.Web.Hosting;

/// <summary>A page that looks the same for all guests, and so is drawn once for all of them until something on it changes.</summary>
/// <param name="kind">What the page is built from.</param>
/// <param name="routeKey">The route value that says which one: a thread's number, a board's name in the address, or a member's name.</param>
[AttributeUsage(AttributeTargets.Class)]
public sealed class GuestCachedAttribute(LiveChannelKind kind, string? routeKey = null) : Attribute
{
    /// <summary>Whether it is a feed, which programs fetch: nobody has looked at the page.</summary>
    public bool IsFeed { get; init; }

    /// <summary>What the page is built from; null when there is no such thing.</summary>
    public async ValueTask<LiveChannel?> ChannelAsync(HttpContext context)
    {
        if (routeKey is null)
            return new LiveChannel(kind, 0);
        if (context.GetRouteValue(routeKey) is not string value)
            return null;
        int? id = kind switch
        {
            LiveChannelKind.Board => await context.RequestServices.GetRequiredService<BoardQueries>().IdAsync(value, context.RequestAborted),
            LiveChannelKind.Profile => await context.RequestServices.GetRequiredService<ProfileQueries>().IdAsync(value, context.RequestAborted),
            _ => int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null,
        };
        return id is null ? null : new LiveChannel(kind, id.Value);
    }
}

/// <summary>
/// Guests' pages out of the output cache. A kept page carries in its key how often its things had changed before it was drawn, so
/// the request after a reply never gets the page from before it, not even when both were drawn at the same moment.
/// </summary>
public static class GuestCaching
{
    /// <summary>Figures of other pages (an author's posts, who is online) may be this old on a kept page.</summary>
    private static readonly TimeSpan Kept = TimeSpan.FromSeconds(30);

    /// <summary>Adds the cache and its eviction.</summary>
    public static void AddGuestCaching(this IServiceCollection services)
    {
        services.AddOutputCache(options =>
        {
            options.SizeLimit = 64 * 1024 * 1024;
            options.MaximumBodySize = 1024 * 1024;
            options.AddBasePolicy(policy => policy.AddPolicy<Policy>(), excludeDefaultPolicy: true);
        });
        services.AddSingleton<IForumEventHandler, Eviction>();
    }

    /// <summary>Whether a guest has opened the chat: their pages live, and carry the framework's script.</summary>
    internal static bool HasOpenChat(HttpContext context) => context.Request.Cookies["forum-chat"] == "open";

    private static string Tag(LiveChannel channel) => string.Create(CultureInfo.InvariantCulture, $"{channel.Kind}-{channel.Id}");

    internal sealed class Policy : IOutputCachePolicy
    {
        private const string EnhancedNavigation = "blazor-enhanced-nav";

        public async ValueTask CacheRequestAsync(OutputCacheContext context, CancellationToken cancellation)
        {
            var http = context.HttpContext;
            if (await SharedPageAsync(http) is not { } channel)
                return;

            context.EnableOutputCaching = context.AllowCacheLookup = context.AllowCacheStorage = context.AllowLocking = true;
            context.ResponseExpirationTimeSpan = Kept;
            context.Tags.Add(Tag(channel));
            if (channel.Kind == LiveChannelKind.Profile)
                context.Tags.Add(Tag(LiveChannel.Profiles));
            Vary(context.CacheVaryByRules, http, channel);
        }

        private static async ValueTask<LiveChannel?> SharedPageAsync(HttpContext http) =>
            HttpMethods.IsGet(http.Request.Method)
            && GuestAntiforgery.IsSharedPage(http)
            && http.GetEndpoint()?.Metadata.GetMetadata<GuestCachedAttribute>() is { } page
                ? await page.ChannelAsync(http)
                : null;

        // What the page looks at, and nothing else of the request: otherwise made-up addresses would push the real pages out.
        private static void Vary(CacheVaryByRules rules, HttpContext http, LiveChannel channel)
        {
            var changes = http.RequestServices.GetRequiredService<ChangeCounters>();
            var isEnhanced = http.Request.Headers.Accept.ToString().Contains(EnhancedNavigation, StringComparison.OrdinalIgnoreCase);
            var encodings = http.Request.Headers.AcceptEncoding.ToString();
            rules.VaryByValues["page"] = Pages.Clamp(http.Request.Query["page"], int.MaxValue).ToString(CultureInfo.InvariantCulture);
            rules.VaryByValues["encoding"] = encodings.Contains("br", StringComparison.OrdinalIgnoreCase) ? "br"
                : encodings.Contains("gzip", StringComparison.OrdinalIgnoreCase) ? "gzip" : "";
            rules.VaryByValues["changes"] = string.Create(CultureInfo.InvariantCulture, $"{changes.Of(channel)}.{OfAll(changes, channel)}.{changes.Site}");
            rules.VaryByValues["enhanced"] = isEnhanced ? "1" : "0";
            rules.VaryByValues["theme"] = http.Request.Cookies["forum-theme"] is "dark" or "light" ? http.Request.Cookies["forum-theme"]! : "";
            rules.VaryByValues["chat"] = HasOpenChat(http) ? "1" : "0";
        }

        // A thread that was removed may have been on many profiles.
        private static long OfAll(ChangeCounters changes, LiveChannel channel) =>
            channel.Kind == LiveChannelKind.Profile ? changes.Of(LiveChannel.Profiles) : 0;

        public ValueTask ServeFromCacheAsync(OutputCacheContext context, CancellationToken cancellation)
        {
            // The cache hands well-known values back in their usual case; the client script compares this one to the letter,
            // and would load the whole page again.
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

    // Their keys no longer match anyhow; this frees their memory.
    private sealed class Eviction(IOutputCacheStore store) : IForumEventHandler
    {
        public async ValueTask HandleAsync(ForumEvent happened)
        {
            foreach (var channel in happened.Channels)
                await store.EvictByTagAsync(Tag(channel), CancellationToken.None);
        }
    }
}
