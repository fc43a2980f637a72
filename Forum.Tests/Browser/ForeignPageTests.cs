using System.Net;
using Forum.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Forum.Tests.Browser;

public class ForeignPageTests(Support.Browser browser) : BrowserTest(browser)
{
    private const string Try = "address => new Promise(done => { const s = new WebSocket(address); s.onopen = () => done('open'); s.onerror = () => done('refused'); })";

    [Fact]
    public async Task A_page_on_another_port_does_not_get_a_circuit_with_a_members_cookie()
    {
        await using var forum = await TestForum.StartAsync();
        var cast = await Cast.SetUpAsync(forum);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(static options => options.Listen(IPAddress.Loopback, 0));
        await using var foreign = builder.Build();
        foreign.MapGet("/", static () => Results.Text("<!DOCTYPE html><title>Elsewhere</title>", "text/html"));
        await foreign.StartAsync(TestContext.Current.CancellationToken);
        var page = await NewPageAsync(new PageSetup { Site = forum.Address });
        await cast.SignInAsync(page, cast.Mona);
        var circuit = $"ws://{forum.Address.Authority}/_blazor";
        await page.GotoAsync("/");
        Assert.Equal("open", await page.EvaluateAsync<string>(Try, circuit));

        await page.GotoAsync(foreign.Urls.Single());

        Assert.Equal("refused", await page.EvaluateAsync<string>(Try, circuit));
    }
}
