using System.Globalization;
using Forum.Web.Access;
using Forum.Web.Components;
using Microsoft.AspNetCore.Components.Endpoints;
using Microsoft.AspNetCore.Localization;
using Microsoft.Extensions.Localization;

namespace Forum.Web.Framework;

/// <summary>Each request in its language.</summary>
public static class LanguageHosting
{
    /// <summary>Adds the texts and their languages.</summary>
    public static void AddLanguages(this IServiceCollection services)
    {
        CultureInfo.DefaultThreadCurrentCulture = CultureInfo.DefaultThreadCurrentUICulture = Languages.English;
        services.AddLocalization();
        services.AddSingleton<IStringLocalizer<Texts>, CachedTexts>();
        services.AddSingleton(static provider => new Languages(provider.GetRequiredService<IConfiguration>(), Languages.Translations()));
    }

    /// <summary>
    /// Sets the language of a request, and of the circuit that it opens. Call it after routing, and before anything that
    /// keeps pages. Without a translation, there is nothing to do.
    /// </summary>
    public static void UseLanguages(this WebApplication app)
    {
        var languages = app.Services.GetRequiredService<Languages>();
        if (!languages.AreSeveral)
            return;
        var options = new RequestLocalizationOptions
        {
            DefaultRequestCulture = new RequestCulture(languages.OfForum),
            SupportedCultures = [.. languages.All],
            SupportedUICultures = [.. languages.All],
            FallBackToParentCultures = false,
            FallBackToParentUICultures = false,
        };
        options.RequestCultureProviders = [new CustomRequestCultureProvider(context =>
            Task.FromResult<ProviderCultureResult?>(new ProviderCultureResult(languages.Of(context.Request).Name)))];
        app.UseRequestLocalization(options);

        // For caches between the forum and the browser. Files are the same in every language.
        var dependsOn = languages.FollowBrowsers ? "Cookie, Accept-Language" : "Cookie";
        app.Use((context, next) =>
        {
            if (context.GetEndpoint()?.Metadata is { } about
                && (about.GetMetadata<ComponentTypeMetadata>() is not null || about.GetMetadata<GuestCachedAttribute>() is not null))
            {
                context.Response.Headers.Vary = dependsOn;
            }

            return next(context);
        });
    }

    /// <summary>Maps the choice of a language. It only sets a harmless cookie, so a link is enough.</summary>
    public static void MapLanguage(this WebApplication app) => app.MapGet("/language", static (HttpContext context, Languages languages, string? to, string? returnUrl) =>
    {
        if (languages.Find(to) is { } language)
            context.Response.Cookies.Append(Languages.Cookie, language.Name, new CookieOptions { MaxAge = TimeSpan.FromDays(365), SameSite = SameSiteMode.Lax });
        return Results.LocalRedirect(ReturnUrl.Local(returnUrl));
    });
}
