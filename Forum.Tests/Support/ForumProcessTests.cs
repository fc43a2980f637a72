namespace Forum.Tests.Support;

[Trait("Pace", "slow")]
public class ForumProcessTests
{
    private const int KilledExitCode = 128 + 9;

    [Fact]
    public async Task A_forum_starts_answers_and_dies_when_killed()
    {
        var data = Directory.CreateTempSubdirectory("forum-process-");
        await using var forum = ForumProcess.Start(new ForumStart
        {
            WorkingDirectory = data.FullName,
            Environment = new Dictionary<string, string?> { ["Forum__DataDirectory"] = data.FullName },
        });

        var address = await forum.WaitForOkAsync();
        Assert.Equal("127.0.0.1", address.Host);
        Assert.False(forum.HasExited);
        forum.Kill();

        Assert.Equal(KilledExitCode, await forum.WaitForExitAsync());
        await TestFolder.DeleteAsync(data);
    }

    [Fact]
    public async Task A_forum_whose_port_is_taken_ends_and_says_why()
    {
        await using var site = await TinySite.StartAsync();
        await using var forum = ForumProcess.Start(new ForumStart
        {
            Environment = new Dictionary<string, string?> { ["ASPNETCORE_URLS"] = site.Address.ToString() },
        });

        Assert.NotEqual(0, await forum.WaitForExitAsync());

        var failure = await Assert.ThrowsAsync<InvalidOperationException>(() => forum.WaitForOkAsync());
        Assert.Contains("address already in use", failure.Message, StringComparison.Ordinal);
    }
}
