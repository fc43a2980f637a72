using Forum.Tests.Support;

namespace Forum.Tests.Commands;

[Trait("Pace", "slow")]
public class CheckCommandTests
{
    [Fact]
    public async Task A_sound_database_is_found_sound_while_the_forum_runs()
    {
        using var data = await SeededDatabase.CopyAsync();
        await using var forum = ForumProcess.Start(data.Start());
        await forum.WaitForOkAsync();

        var check = await data.RunAsync("check");

        Assert.Equal((0, $"No problems found in {data.Database}."), (check.Code, check.Output));
        Assert.False(forum.HasExited);
    }

    [Fact]
    public async Task A_wrong_counter_is_named_and_nothing_is_changed()
    {
        using var data = await SeededDatabase.CopyAsync();
        data.Sql("UPDATE Threads SET PostCount = 77 WHERE Id = 2");
        var before = await File.ReadAllBytesAsync(data.Database, TestContext.Current.CancellationToken);

        var check = await data.RunAsync("check");

        Assert.Equal(1, check.Code);
        Assert.Contains("The counter \"posts of thread 2\" is 77, but should be ", check.Output, StringComparison.Ordinal);
        Assert.Equal(before, await File.ReadAllBytesAsync(data.Database, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task An_upgrade_counts_again_what_everybody_is_shown_of_members()
    {
        using var data = await SeededDatabase.CopyAsync();
        data.Sql("UPDATE Members SET PostCount = PostCount + 3, ThreadCount = ThreadCount + 3, ReactionCount = 3; DELETE FROM __EFMigrationsHistory WHERE MigrationId LIKE '%_PublicCounts'");
        await using (var forum = await data.ServeAsync())
            await forum.AssertServesAsync();

        var check = await data.RunAsync("check");

        Assert.Equal((0, $"No problems found in {data.Database}."), (check.Code, check.Output));
    }

    [Fact]
    public async Task A_reference_to_nothing_is_named()
    {
        using var data = await SeededDatabase.CopyAsync();
        data.Sql("PRAGMA foreign_keys = OFF; UPDATE Posts SET AuthorId = 4711 WHERE Id = 3");

        var check = await data.RunAsync("check");

        Assert.Equal(1, check.Code);
        Assert.Contains("Row 3 of Posts refers to a row of Members that doesn't exist.", check.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_damaged_page_is_reported()
    {
        using var data = await SeededDatabase.CopyAsync();
        data.Sql("PRAGMA wal_checkpoint(TRUNCATE)");
        await using (var file = File.OpenWrite(data.Database))
        {
            file.Position = 4096 * 5;
            file.Write(new byte[4096 * 20]);
        }

        var check = await data.RunAsync("check");

        Assert.Equal(1, check.Code);
        Assert.Contains("damaged", check.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_without_a_database_is_refused_and_left_empty()
    {
        using var data = new DataDirectory();

        var check = await data.RunAsync("check");

        Assert.Equal(1, check.Code);
        Assert.Equal($"There's no database at {data.Database}. Set Forum:DataDirectory to the forum's data folder.", Assert.Single(check.Errors));
        Assert.Equal("", data.Fingerprint());
    }
}
