using System.Security.Cryptography;
using Microsoft.AspNetCore.Antiforgery;

namespace Forum.Web.Hosting;

/// <summary>
/// A page that is being drawn once for all guests. What belongs to one request (a token, an address, a number) is not in it: there it has
/// gaps, and says what fills them. Their names are random, so that nothing anybody wrote can be taken for one.
/// </summary>
public sealed class PageDrawing
{
    private readonly string _name = "~" + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16)) + "-";
    private readonly List<Func<HttpContext, string>> _fills = [];
    private string? _token;
    private string? _returnUrl;

    /// <summary>The drawing that this request is for; null when the page is for the request alone.</summary>
    public static PageDrawing? Of(HttpContext? context) => context?.Features.Get<PageDrawing>();

    /// <summary>The address that the page leads back to, of the query, as a gap: a path.</summary>
    public string ReturnUrl => _returnUrl ??= Path(static context => Accounts.ReturnUrl.Local(context.Request.Query[PageTemplates.ReturnUrl]));

    /// <summary>A gap. Written into the page as it is, it's filled with the value encoded for HTML.</summary>
    /// <param name="fill">What belongs there for a request.</param>
    public string Gap(Func<HttpContext, string> fill)
    {
        _fills.Add(fill);
        return $"{_name}{_fills.Count - 1}~";
    }

    /// <summary>A gap that is a path of this site: it begins with a slash, and may be escaped as a part of another address.</summary>
    /// <param name="fill">The path that belongs there for a request.</param>
    public string Path(Func<HttpContext, string> fill) => "/" + Gap(context => fill(context)[1..]);

    /// <summary>The gap for the token of the page's forms: each guest gets their own.</summary>
    /// <param name="framework">Gives tokens.</param>
    public string Token(IAntiforgery framework) => _token ??= Gap(context => framework.GetAndStoreTokens(context).RequestToken!);

    /// <summary>The page, ready to be filled.</summary>
    /// <param name="html">What was drawn.</param>
    public PageTemplate Finish(string html) => PageTemplate.Of(html, _name, _fills);
}
