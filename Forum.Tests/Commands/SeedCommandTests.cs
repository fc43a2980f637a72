using System.Globalization;
using Forum.Tests.Support;

namespace Forum.Tests.Commands;

[Trait("Pace", "slow")]
public class SeedCommandTests
{
    private static readonly string[] Small = ["seed", "--members", "30", "--threads", "40", "--replies", "4", "--long-thread", "45"];

    [Fact]
    public async Task A_fresh_forum_is_filled_in_the_same_way_each_time_and_a_second_run_adds_more_and_no_name_twice()
    {
        using var data = new DataDirectory();
        using var other = new DataDirectory();

        var seed = (await Task.WhenAll(data.RunAsync(Small), other.RunAsync(Small)))[0];

        Assert.True(seed.Code == 0, seed.Output);
        Assert.Empty(seed.Errors);
        Assert.Contains("Sign in as admin with the password ", seed.Output, StringComparison.Ordinal);
        Assert.Contains("Created 245 posts and 30 members in ", seed.Output, StringComparison.Ordinal);
        Assert.Equal(["4|12|31|41|245"], data.Rows(Counts));
        Assert.Equal(45L, data.Sql("SELECT max(PostCount) FROM Threads"));
        Assert.Contains($"The long thread is /t/{data.Sql("SELECT Id FROM Threads WHERE PostCount = 45")}.", seed.Output, StringComparison.Ordinal);
        Assert.Equal(0L, data.Sql("SELECT count(*) FROM Posts WHERE Html = '' OR Html = Markdown"));
        Assert.Equal(60L, data.Sql("SELECT count(*) FROM ChatMessages"));
        await AssertSoundAsync(data);
        Assert.Equal(other.Rows(Written), data.Rows(Written));

        var again = await data.RunAsync(Small);

        Assert.True(again.Code == 0, again.Output);
        Assert.DoesNotContain("password", again.Output, StringComparison.Ordinal);
        Assert.Equal(["4|12|61|82|490"], data.Rows(Counts));
        Assert.Equal(61L, data.Sql("SELECT count(DISTINCT NameSkeleton) FROM Members"));
        await AssertSoundAsync(data);
    }

    [Fact]
    public async Task What_is_written_looks_like_a_forum()
    {
        using var data = new DataDirectory();
        await data.RunAsync("seed", "--members", "40", "--threads", "120", "--replies", "5");

        // In chronological order, within two years, and nobody posted before joining.
        var ticks = data.Rows("SELECT CreatedAt FROM Posts ORDER BY Id").Select(row => long.Parse(row, CultureInfo.InvariantCulture)).ToList();
        Assert.Equal(ticks.Order(), ticks);
        Assert.InRange(new DateTime(ticks[0], DateTimeKind.Utc), DateTime.UtcNow.AddDays(-731), DateTime.UtcNow.AddDays(-300));
        Assert.InRange(new DateTime(ticks[^1], DateTimeKind.Utc), DateTime.UtcNow.AddDays(-60), DateTime.UtcNow);
        Assert.Equal(0L, data.Sql("SELECT count(*) FROM Posts p JOIN Members m ON m.Id = p.AuthorId WHERE p.CreatedAt < m.JoinedAt"));

        foreach (var markup in new[] { "<blockquote>", "class=\"mention\"", "<pre", "<h", "<ul", "<ol", "type=\"checkbox\"", "<a href=\"https://example.org", "<table", "<em>" })
            Assert.True((long)data.Sql($"SELECT count(*) FROM Posts WHERE Html LIKE '%{markup}%'")! > 0, $"No post has {markup}.");
        Assert.True((long)data.Sql("SELECT count(DISTINCT Markdown) * 100 / count(*) FROM Posts")! > 90, "Too many posts say the same.");
        Assert.Equal(12L, data.Sql("SELECT count(*) FROM Boards WHERE ThreadCount > 0"));
        Assert.True((long)data.Sql("SELECT min(ViewCount) FROM Threads")! > 0);
    }

    [Theory]
    [InlineData("--members is 0. It must be 1 to 10000000.", "--members", "0")]
    [InlineData("--threads is -5. It must be 0 to 10000000.", "--threads", "-5")]
    [InlineData("--replies is 10000001. It must be 0 to 10000000.", "--replies", "10000001")]
    [InlineData("That would be 11000000 posts. The limit is 10000000.", "--threads", "1000000")]
    [InlineData("--password: Passwords need at least 10 characters.", "--password", "short")]
    [InlineData("Cannot parse argument 'many' for option '--members' as expected type 'System.Int32'.", "--members", "many")]
    [InlineData("The command \"seed\" has no option --member. Run \"seed --help\" to see its options.", "--member", "5")]
    public async Task Nonsense_is_refused_in_a_sentence_before_anything_is_made(string sentence, string option, string value)
    {
        using var data = new DataDirectory();

        var refused = await data.RunAsync("seed", option, value);

        Assert.NotEqual(0, refused.Code);
        Assert.Equal(sentence, Assert.Single(refused.Errors));
        Assert.Equal("", data.Fingerprint());
    }

    [Fact]
    public async Task A_running_forum_is_not_seeded()
    {
        using var data = new DataDirectory();
        await using var forum = await data.ServeAsync();

        var refused = await data.RunAsync(Small);

        Assert.NotEqual(0, refused.Code);
        Assert.Equal(
            $"The data folder {data.Folder} is in use by another running forum. Stop that one first.", Assert.Single(refused.Errors));
    }

    private const string Counts =
        "SELECT (SELECT count(*) FROM Categories), (SELECT count(*) FROM Boards), (SELECT count(*) FROM Members), (SELECT count(*) FROM Threads), (SELECT count(*) FROM Posts)";

    private const string Written =
        "SELECT t.Title, p.Number, m.UserName, p.Markdown FROM Posts p JOIN Threads t ON t.Id = p.ThreadId JOIN Members m ON m.Id = p.AuthorId ORDER BY p.Id";

    private static async Task AssertSoundAsync(DataDirectory data)
    {
        var check = await data.RunAsync("check");
        Assert.True(check.Code == 0, check.Output);
    }
}
