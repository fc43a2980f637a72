using Forum.Tests.Support;

namespace Forum.Tests.Commands;

[Trait("Pace", "slow")]
public class CommandLineTests
{
    [Fact]
    public async Task Help_lists_the_commands_and_starts_nothing()
    {
        using var data = new DataDirectory();

        var help = await data.RunAsync("--help");

        Assert.Equal(0, help.Code);
        Assert.Matches(@"(?m)^\s+seed\s+Fills the forum", help.Output);
        Assert.Matches(@"(?m)^\s+check\s+Checks the database", help.Output);
        Assert.Equal("", data.Fingerprint());
    }

    [Theory]
    [InlineData("sed")]
    [InlineData("-x")]
    [InlineData("serve")]
    public async Task A_misspelled_command_is_refused_in_a_sentence(string word)
    {
        using var data = new DataDirectory();

        var refused = await data.RunAsync(word);

        Assert.NotEqual(0, refused.Code);
        Assert.StartsWith($"There's no command \"{word}\"", Assert.Single(refused.Errors), StringComparison.Ordinal);
        Assert.Equal("", data.Fingerprint());
    }

    [Fact]
    public async Task Settings_among_the_arguments_reach_the_host_with_and_without_an_equals_sign()
    {
        using var data = new DataDirectory();
        await using var forum = await ServedForum.StartAsync(["--Forum:DataDirectory", data.Folder, "--urls=http://127.0.0.2:0", data.LogSetting]);

        Assert.Equal("127.0.0.2", forum.Address.Host);
        Assert.True(File.Exists(data.Database));
    }

    [Fact]
    public async Task A_setting_without_a_value_is_refused()
    {
        using var data = new DataDirectory();
        await using var forum = ForumProcess.Start(data.Start() with { Arguments = ["--Forum:DataDirectory"] });

        Assert.NotEqual(0, await forum.WaitForExitAsync());
        Assert.StartsWith("The setting --Forum:DataDirectory has no value", Assert.Single(forum.Errors), StringComparison.Ordinal);
    }
}
