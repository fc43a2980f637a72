using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Forum.Tests.Support;

public class TestForumTests(Browser browser) : BrowserTest(browser)
{
    [Fact]
    public async Task A_forum_answers_over_a_port_of_its_own()
    {
        await using var one = await TestForum.StartAsync();
        await using var two = await TestForum.StartAsync();
        using var client = one.CreateClient(followRedirects: false);

        using var answer = await client.GetAsync("/alive", TestContext.Current.CancellationToken);

        Assert.True(answer.IsSuccessStatusCode);
        Assert.Equal("127.0.0.1", one.Address.Host);
        Assert.NotEqual(one.Address, two.Address);
    }

    [Fact]
    public async Task A_forum_takes_settings_and_replaced_services()
    {
        var clock = new FixedClock();
        await using var forum = await TestForum.StartAsync(services => services.AddSingleton<TimeProvider>(clock), ("Forum:Name", "Trial"));
        var settings = forum.Services.GetRequiredService<IConfiguration>();

        Assert.Equal("Trial", settings["Forum:Name"]);
        Assert.Equal(forum.DataDirectory, settings["Forum:DataDirectory"]);
        Assert.Same(clock, forum.Services.GetRequiredService<TimeProvider>());
    }

    [Fact]
    public async Task The_data_directory_lives_as_long_as_the_forum()
    {
        var forum = await TestForum.StartAsync();
        Assert.True(Directory.Exists(forum.DataDirectory));

        await forum.DisposeAsync();

        Assert.False(Directory.Exists(forum.DataDirectory));
    }

    [Fact]
    public async Task A_browser_opens_the_forum()
    {
        await using var forum = await TestForum.StartAsync();
        var page = await NewPageAsync(new PageSetup { Site = forum.Address });

        var answer = await page.GotoAsync("/set-up");

        Assert.Equal(200, answer?.Status);
    }

    private sealed class FixedClock : TimeProvider;
}
