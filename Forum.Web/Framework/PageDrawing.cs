using System.Security.Cryptography;
using Microsoft.AspNetCore.Antiforgery;

namespace Forum.Web.Framework;

/// <summary>
/// A page being rendered once for all guests. Anything that belongs to one request (a token, an address, a number) is a
/// placeholder, with the function that fills it. Placeholder names are random, so that nothing people write can be mistaken for one.
/// </summary>
public sealed class PageDrawing
{
    private readonly string _name = "~" + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16)) + "-";
    private readonly List<Func<HttpContext, string>> _fills = [];
    private string? _token;
    private string? _returnUrl;

    /// <summary>The rendering that this request is for; null when the page is for this request only.</summary>
    public static PageDrawing? Of(HttpContext? context) => context?.Features.Get<PageDrawing>();

    /// <summary>A placeholder for the return path in the query.</summary>
    public string ReturnUrl => _returnUrl ??= Path(static context => Access.ReturnUrl.Local(context.Request.Query[PageTemplates.ReturnUrl]));

    /// <summary>Creates a placeholder. Write it into the page as it is; it's replaced with the HTML-encoded value.</summary>
    /// <param name="fill">The value for a request.</param>
    public string Gap(Func<HttpContext, string> fill)
    {
        _fills.Add(fill);
        return $"{_name}{_fills.Count - 1}~";
    }

    /// <summary>
    /// Creates a placeholder for a path of this site: it starts with a slash, and may be escaped as part of another URL.
    /// </summary>
    /// <param name="fill">The path for a request.</param>
    public string Path(Func<HttpContext, string> fill) => "/" + Gap(context => fill(context)[1..]);

    /// <summary>The placeholder for the antiforgery token of the page's forms: each guest gets their own.</summary>
    public string Token(IAntiforgery framework) => _token ??= Gap(context => framework.GetAndStoreTokens(context).RequestToken!);

    /// <summary>The page, ready to be filled.</summary>
    /// <param name="html">The rendered page.</param>
    public PageTemplate Finish(string html) => PageTemplate.Of(html, _name, _fills);
}
