using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Logging;

namespace Forum.Tests.Support;

/// <summary>How a provider misbehaves.</summary>
public enum OAuthFault
{
    None,
    Denies,
    FailsAtTheToken,
    FailsAtTheUser,
    TalksNonsense,
    Hangs,
}

/// <summary>
/// A sign-in provider: OAuth 2.0 (RFC 6749) with PKCE (RFC 7636) on loopback. It checks that the forum follows the
/// standard, and records violations.
/// </summary>
public sealed class OAuthServer : IAsyncDisposable
{
    private const string ClientId = "the-forum";
    private const string Secret = "four brown hedgehogs";
    private readonly WebApplication _app;
    private readonly ConcurrentDictionary<string, (string Challenge, string ReturnTo)> _codes = new();
    private readonly ConcurrentDictionary<string, bool> _tokens = new();
    private readonly ConcurrentQueue<string> _complaints = new();

    private OAuthServer(WebApplication app) => _app = app;

    public Uri Address => new(_app.Urls.Single());

    /// <summary>The account that signs in next, as JSON.</summary>
    public string User { get; set; } = "{}";

    /// <summary>That account's email addresses, in GitHub's format.</summary>
    public string Emails { get; set; } = "[]";

    public OAuthFault Fault { get; set; }

    /// <summary>Whether people see a consent page first; otherwise they agree at once.</summary>
    public bool Asks { get; set; }

    /// <summary>The forum's violations of the standard.</summary>
    public IReadOnlyCollection<string> Complaints => _complaints;

    public static async Task<OAuthServer> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(static options => options.Listen(IPAddress.Loopback, 0));
        var app = builder.Build();
        var server = new OAuthServer(app);
        app.MapGet("/authorize", server.Authorize);
        app.MapPost("/token", (Delegate)server.TokenAsync);
        app.MapGet("/user", context => server.AnswerAsync(context, server.User));
        app.MapGet("/emails", context => server.AnswerAsync(context, server.Emails));
        app.MapGet("/favicon.ico", static () => Results.Bytes([], "image/x-icon"));
        await app.StartAsync();
        return server;
    }

    /// <summary>The settings of a forum with this provider.</summary>
    public (string Key, string Value)[] SettingsFor(string key, params (string Name, string Value)[] more) =>
    [
        .. new[]
        {
            ("ClientId", ClientId), ("ClientSecret", Secret), ("AuthorizationEndpoint", $"{Address}authorize"),
            ("TokenEndpoint", $"{Address}token"), ("UserEndpoint", $"{Address}user"),
        }.Concat(more).Select(setting => ($"Forum:SignIn:{key}:{setting.Item1}", setting.Item2)),
    ];

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private IResult Authorize(HttpContext context)
    {
        var asked = context.Request.Query;
        string Of(string name) => asked[name].ToString();
        var isRight = Expect(Of("client_id") == ClientId, "client_id") & Expect(Of("response_type") == "code", "response_type") & Expect(Of("state").Length > 20, "state")
            & Expect(Of("code_challenge_method") == "S256", "code_challenge_method") & Expect(Of("code_challenge").Length == 43, "code_challenge")
            & Expect(Uri.TryCreate(Of("redirect_uri"), UriKind.Absolute, out var back) && back.AbsolutePath.StartsWith("/sign-in/with/", StringComparison.Ordinal), "redirect_uri");
        if (!isRight)
            return Results.BadRequest();
        if (Fault == OAuthFault.Denies)
            return Results.Redirect(QueryHelpers.AddQueryString(Of("redirect_uri"), new Dictionary<string, string?> { ["error"] = "access_denied", ["state"] = Of("state") }));
        var code = RandomNumberGenerator.GetHexString(32);
        _codes[code] = (Of("code_challenge"), Of("redirect_uri"));
        var next = QueryHelpers.AddQueryString(Of("redirect_uri"), new Dictionary<string, string?> { ["code"] = code, ["state"] = Of("state") });
        return Asks
            ? Results.Text($"<!DOCTYPE html><html lang=\"en\"><title>The club</title><a href=\"{WebUtility.HtmlEncode(next)}\">Agree</a></html>", "text/html")
            : Results.Redirect(next);
    }

    private async Task<IResult> TokenAsync(HttpContext context)
    {
        if (Fault == OAuthFault.FailsAtTheToken)
            return Results.StatusCode(500);
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        var challenge = Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(form["code_verifier"].ToString())));
        var isRight = Expect(_codes.TryRemove(form["code"].ToString(), out var known), "code")
            & Expect(form["client_id"] == ClientId && form["client_secret"] == Secret, "client_secret") & Expect(form["grant_type"] == "authorization_code", "grant_type")
            & Expect(known.ReturnTo == form["redirect_uri"], "redirect_uri of the code") & Expect(known.Challenge == challenge, "code_verifier");
        if (!isRight)
            return Results.BadRequest(new { error = "invalid_grant" });
        var token = RandomNumberGenerator.GetHexString(32);
        _tokens[token] = true;
        return Results.Json(new { access_token = token, token_type = "bearer" });
    }

    private async Task AnswerAsync(HttpContext context, string json)
    {
        if (Fault == OAuthFault.Hangs)
            await Task.Delay(Timeout.Infinite, context.RequestAborted).ContinueWith(static _ => { }, TaskScheduler.Default);
        var token = context.Request.Headers.Authorization.ToString().Replace("Bearer ", "", StringComparison.Ordinal);
        context.Response.StatusCode = !Expect(_tokens.ContainsKey(token), "token") ? 401 : Fault == OAuthFault.FailsAtTheUser ? 500 : 200;
        context.Response.ContentType = "application/json";
        await context.Response.WriteAsync(Fault == OAuthFault.TalksNonsense ? "<html>Under construction" : json);
    }

    private bool Expect(bool isSo, string what)
    {
        if (!isSo)
            _complaints.Enqueue(what);
        return isSo;
    }
}
