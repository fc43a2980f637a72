using System.Globalization;
using Forum.Web.Components;
using Microsoft.Extensions.Localization;
using static System.Net.WebUtility;

namespace Forum.Web.Layout;

/// <summary>
/// An error page that needs nothing but the style sheet: no layout, no viewer, no query. For when these are what fails,
/// and for browsers that can't reach the forum.
/// </summary>
public sealed record BarePage(string Picture, string Title, string Text)
{
    /// <summary>More about it, as HTML.</summary>
    public string More { get; init; } = "";

    /// <summary>What to try again; empty for the address that the browser shows.</summary>
    public string Address { get; init; } = "";

    /// <summary>A script's path; empty for none.</summary>
    public string Script { get; init; } = "";

    /// <summary>The page, in the current language.</summary>
    public string Html(IStringLocalizer<Texts> texts)
    {
        string Say(string text) => HtmlEncode(texts[text]);
        var language = CultureInfo.CurrentUICulture;
        return $"""
            <!DOCTYPE html>
            <html lang="{language.Name}" dir="{(language.TextInfo.IsRightToLeft ? "rtl" : "ltr")}">
            <head>
              <meta charset="utf-8" />
              <meta name="viewport" content="width=device-width, initial-scale=1" />
              <meta name="color-scheme" content="light dark" />
              <meta name="robots" content="noindex" />
              <link rel="icon" href="/favicon.svg" type="image/svg+xml" />
              <link rel="stylesheet" href="/css/reading.css" />
              <title>{HtmlEncode(Title)}</title>{(Script.Length == 0 ? "" : $"<script src=\"{Script}\" defer></script>")}
            </head>
            <body>
              <main class="content message-page error-page">
                <svg viewBox="0 0 160 110" width="240" height="165" aria-hidden="true">{Picture}</svg>
                <h1>{HtmlEncode(Title)}</h1>
                <p>{HtmlEncode(Text)}</p>
                {More}
                <form class="error-search" action="/search" role="search" aria-label="{Say("Search the forum")}"><input type="search" name="q" aria-label="{Say("Search the forum")}" placeholder="{Say("Search the forum")}" /><button class="button button-quiet" type="submit">{Say("Search")}</button></form>
                <p class="error-links"><a class="button" href="{HtmlEncode(Address)}">{Say("Try again")}</a> <a class="button button-quiet" href="/">{Say("Go to boards")}</a></p>
              </main>
            </body>
            </html>
            """;
    }
}
