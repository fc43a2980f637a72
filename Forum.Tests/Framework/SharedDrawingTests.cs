using System.Text;
using Forum.Core.Live;
using Forum.Web.Framework;
using Microsoft.AspNetCore.Components.Endpoints;
using Microsoft.AspNetCore.Http;

namespace Forum.Tests.Framework;

/// <summary>Guests who request the same page at once: it's rendered for the first, and the others get it if they can.</summary>
public class SharedDrawingTests
{
    private readonly ChangeCounters _changes = new();
    private readonly PageTemplates _pages;
    private readonly TaskCompletionSource _held = new();
    private Func<HttpContext, bool> _hasPage = static _ => true;
    private int _drawings;

    public SharedDrawingTests() => _pages = new PageTemplates(_changes);

    [Fact]
    public async Task A_page_is_drawn_once_for_all_who_request_it_at_once()
    {
        var (first, second) = (GetAsync(), GetAsync());
        _held.SetResult();

        Assert.Equal(("drawing 1", "drawing 1"), (await first, await second));
        Assert.Equal(("drawing 1", 1), (await GetAsync(), _pages.All.Count));
    }

    [Fact]
    public async Task Whoever_comes_after_a_change_does_not_wait_for_a_page_from_before_it()
    {
        var before = GetAsync();
        _changes.SiteChanged();
        var after = GetAsync();
        _held.SetResult();

        Assert.Equal(("drawing 1", "drawing 2"), (await before, await after));
    }

    [Fact]
    public async Task A_request_that_failed_fails_alone()
    {
        _hasPage = static _ => throw new OperationCanceledException("The guest has gone.");
        var first = GetAsync();
        _hasPage = static _ => true;
        var second = GetAsync();
        _held.SetResult();

        Assert.Equal("drawing 2", await second);
        await Assert.ThrowsAsync<OperationCanceledException>(() => first);
        Assert.Empty(_pages.All);
        Assert.Equal(("drawing 3", "drawing 3"), (await GetAsync(), await GetAsync()));
    }

    [Theory]
    [InlineData("Set-Cookie", "a=b")]
    [InlineData("Location", "/elsewhere")]
    public async Task What_belongs_to_one_request_is_not_shared(string header, string value)
    {
        _hasPage = context =>
        {
            context.Response.Headers[header] = value;
            return header != "Location";
        };
        var (first, second) = (GetAsync(), GetAsync());
        _held.SetResult();

        Assert.Equal(header == "Location" ? ("", "") : ("drawing 1", "drawing 2"), (await first, await second));
        Assert.Empty(_pages.All);
    }

    private async Task<string> GetAsync()
    {
        var context = new DefaultHttpContext();
        using var body = new MemoryStream();
        context.Response.Body = body;
        context.Request.Method = HttpMethods.Get;
        context.SetEndpoint(new Endpoint(null, new EndpointMetadataCollection(new DrawnOnceAttribute(), new ComponentTypeMetadata(typeof(SharedDrawingTests))), null));
        var hasPage = _hasPage;
        await _pages.AnswerAsync(context, drawn => DrawAsync(drawn, hasPage));
        return Encoding.UTF8.GetString(body.ToArray());
    }

    private async Task DrawAsync(HttpContext context, Func<HttpContext, bool> hasPage)
    {
        var number = ++_drawings;
        await _held.Task;
        if (hasPage(context))
            await context.Response.WriteAsync($"drawing {number}", TestContext.Current.CancellationToken);
    }
}
