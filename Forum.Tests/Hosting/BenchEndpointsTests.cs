using System.Net;
using Forum.Tests.Support;

namespace Forum.Tests.Hosting;

/// <summary>
/// The benchmark endpoints: anyone who reaches them can post as anyone, so they don't exist unless enabled.
/// </summary>
[Trait("Pace", "slow")]
public class BenchEndpointsTests
{
    [Theory]
    [InlineData("GET", "/bench/bare?bytes=10")]
    [InlineData("GET", "/bench/counters")]
    [InlineData("POST", "/bench/collect")]
    [InlineData("POST", "/bench/reply?thread=1&member=1")]
    public async Task A_forum_that_people_write_in_has_none_of_them(string method, string path)
    {
        await using var forum = await TestForum.StartAsync();
        await Cast.SetUpAsync(forum);
        using var client = forum.CreateClient(followRedirects: false);
        using var request = new HttpRequestMessage(new HttpMethod(method), path);

        using var answer = await client.SendAsync(request, TestContext.Current.CancellationToken);

        // The same as for an address that has never existed.
        using var unknown = new HttpRequestMessage(new HttpMethod(method), "/no/such/address");
        using var expected = await client.SendAsync(unknown, TestContext.Current.CancellationToken);
        Assert.InRange((int)answer.StatusCode, 404, 405);
        Assert.Equal(expected.StatusCode, answer.StatusCode);
    }

    [Fact]
    public async Task With_the_option_the_machine_itself_has_them()
    {
        using var data = await SeededDatabase.CopyAsync();
        await using var forum = await data.ServeAsync("--bench");
        using var client = new HttpClient { BaseAddress = forum.Address };

        var bare = await client.GetByteArrayAsync("/bench/bare?bytes=12345", TestContext.Current.CancellationToken);
        using var text = new StringContent("A reply");
        using var reply = await client.PostAsync("/bench/reply?thread=1&member=1", text, TestContext.Current.CancellationToken);
        var counters = await client.GetStringAsync("/bench/counters", TestContext.Current.CancellationToken);

        Assert.Equal(12345, bare.Length);
        Assert.Equal(HttpStatusCode.OK, reply.StatusCode);
        Assert.Contains("\"queries\":", counters, StringComparison.Ordinal);
        Assert.DoesNotContain("\"queries\":0,", counters, StringComparison.Ordinal);
    }
}
