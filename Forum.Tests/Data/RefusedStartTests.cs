using System.Diagnostics;
using System.Globalization;
using Forum.Tests.Support;
using Microsoft.Data.Sqlite;

namespace Forum.Tests.Data;

/// <summary>
/// A forum that can't start says why in one sentence and changes nothing. The database is one that the forum itself
/// created.
/// </summary>
[Trait("Pace", "slow")]
public class RefusedStartTests
{
    [Fact]
    public async Task A_read_only_database()
    {
        using var data = await SeededDatabase.CopyAsync();
        new FileInfo(data.Database).IsReadOnly = true;

        await AssertRefusedAsync(data, $"The database {data.Database} is read-only. Make it writable by the user that runs the forum.");
    }

    [Fact]
    public async Task A_damaged_database()
    {
        using var data = await SeededDatabase.CopyAsync();
        await using (var file = File.OpenWrite(data.Database))
        {
            file.Position = 4096 * 3;
            file.Write(new byte[4096 * 10]);
        }

        await AssertRefusedAsync(data, Damaged(data));
    }

    [Fact]
    public async Task A_file_that_is_no_database()
    {
        using var data = new DataDirectory();
        await File.WriteAllTextAsync(data.Database, string.Concat(Enumerable.Repeat("Dear diary, ", 1000)), TestContext.Current.CancellationToken);

        await AssertRefusedAsync(data, Damaged(data));
    }

    [Theory]
    [InlineData(20_000)]
    [InlineData(100)]
    [InlineData(0)]
    public async Task A_database_that_was_cut_off(int bytes)
    {
        using var data = await SeededDatabase.CopyAsync();
        await using (var file = File.OpenWrite(data.Database))
            file.SetLength(bytes);

        await AssertRefusedAsync(data, Damaged(data));
    }

    [Fact]
    public async Task A_database_of_a_newer_version()
    {
        using var data = await SeededDatabase.CopyAsync();
        data.Sql("INSERT INTO __EFMigrationsHistory VALUES ('29990101000000_Telepathy', '99.0')");
        data.Sql("PRAGMA journal_mode = DELETE");

        await AssertRefusedAsync(
            data,
            $"The database {data.Database} was written by a newer version of this program (it contains 29990101000000_Telepathy). Start that version, or restore an older backup.");
    }

    [Theory]
    [InlineData("CREATE TABLE bookmarks (url TEXT)")]
    [InlineData("CREATE TABLE __EFMigrationsHistory (MigrationId TEXT, ProductVersion TEXT); INSERT INTO __EFMigrationsHistory VALUES ('20200101000000_Shop', '5.0')")]
    public async Task A_database_of_another_program(string sql)
    {
        using var data = new DataDirectory();
        data.Sql(sql);

        await AssertRefusedAsync(
            data, $"The file {data.Database} is another program's database. Set Forum:DataDirectory to the forum's own folder.");
    }

    [Fact]
    public async Task A_database_that_another_program_has_locked()
    {
        using var data = await SeededDatabase.CopyAsync();
        data.Sql("PRAGMA journal_mode = DELETE");
        var before = data.Fingerprint();
        await using (var other = new SqliteConnection($"Data Source={data.Database};Pooling=False"))
        {
            await other.OpenAsync(TestContext.Current.CancellationToken);
            await using var held = other.BeginTransaction(); // takes the write lock at once

            // This process must not look into the file meanwhile: one that closes it lets go of all its locks.
            await using var refused = ForumProcess.Start(data.Start());
            Assert.NotEqual(0, await refused.WaitForExitAsync());
            Assert.Equal(
                $"The database {data.Database} is locked by another program. Stop that program, then start the forum again.", Assert.Single(refused.Errors));
        }

        Assert.Equal(before, data.Fingerprint());
    }

    [Fact]
    public async Task A_missing_disk()
    {
        using var data = new DataDirectory();
        data.Folder = Path.Combine(data.Home, "disk", "data");

        await AssertRefusedAsync(data, $"The parent folder {Path.Combine(data.Home, "disk")} doesn't exist. Create it, or mount its disk.");
    }

    [Fact]
    public async Task A_data_folder_that_is_a_file()
    {
        using var data = new DataDirectory();
        data.Folder = Path.Combine(data.Home, "notes.txt");
        await File.WriteAllTextAsync(data.Folder, "Milk, eggs", TestContext.Current.CancellationToken);

        await AssertRefusedAsync(data, $"The data folder {data.Folder} is a file. Set Forum:DataDirectory to a folder.");
        Assert.Equal("Milk, eggs", await File.ReadAllTextAsync(data.Folder, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_second_forum_on_the_same_folder()
    {
        using var data = new DataDirectory();
        await using var first = await data.ServeAsync();

        await using var second = ForumProcess.Start(data.Start());

        Assert.NotEqual(0, await second.WaitForExitAsync());
        Assert.Equal($"The data folder {data.Folder} is in use by another running forum. Stop that one first.", Assert.Single(second.Errors));
        await first.AssertServesAsync();
    }

    [Theory]
    [InlineData(true, "--urls=http://127.0.0.1:{0}")]
    [InlineData(false, "--urls=http://127.0.0.1:{0}")]
    [InlineData(false, "--urls=http://127.0.0.1:0;http://localhost:{0}/")]
    [InlineData(false, "--urls=http://*:{0}")]
    [InlineData(false, "--Kestrel:Endpoints:Http:Url=http://127.0.0.1:{0}")]
    public async Task A_port_that_is_in_use(bool hasDatabase, string setting)
    {
        await using var site = await TinySite.StartAsync();
        using var data = hasDatabase ? await SeededDatabase.CopyAsync() : new DataDirectory();
        var before = data.Fingerprint();

        var refused = await data.RunAsync(string.Format(CultureInfo.InvariantCulture, setting, site.Address.Port));

        Assert.NotEqual(0, refused.Code);
        Assert.StartsWith("The port is in use by another program (", Assert.Single(refused.Errors), StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", refused.Output, StringComparison.Ordinal);
        Assert.Equal(before, data.Fingerprint());
    }

    [Theory]
    [InlineData("--Forum:Limits:PostsPerMinute=often", "A setting has the wrong type: ")]
    [InlineData("--Forum:Limits:PostsPerMinute=0", "Each setting in Forum:Limits must be a number and at least 1.")]
    [InlineData("--Forum:Synchronous=MAYBE", "The setting Forum:Synchronous is \"MAYBE\". Set it to NORMAL, FULL or EXTRA.")]
    public async Task A_setting_that_cannot_be(string setting, string sentence)
    {
        using var data = new DataDirectory();

        var refused = await data.RunAsync(setting);

        Assert.NotEqual(0, refused.Code);
        Assert.StartsWith(sentence, Assert.Single(refused.Errors), StringComparison.Ordinal);
        Assert.Equal("", data.Fingerprint());
    }

    [Fact]
    public async Task Settings_that_are_not_json()
    {
        using var data = new DataDirectory();
        var program = Path.Combine(data.Home, "program");
        CopyProgram(program);
        await File.WriteAllTextAsync(Path.Combine(program, "appsettings.json"), "{ \"Forum\": { oops", TestContext.Current.CancellationToken);
        var start = new ProcessStartInfo("dotnet", [Path.Combine(program, "Forum.Web.dll"), $"--Forum:DataDirectory={data.Folder}"])
        {
            RedirectStandardError = true,
            RedirectStandardOutput = true,
            WorkingDirectory = data.Home,
        };

        using var process = Process.Start(start)!;
        var errors = await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.NotEqual(0, process.ExitCode);
        Assert.StartsWith("The settings can't be read: ", Assert.Single(errors.TrimEnd().Split('\n')), StringComparison.Ordinal);
        Assert.Contains("appsettings.json", errors, StringComparison.Ordinal);
        Assert.Equal("", data.Fingerprint());
    }

    [Fact]
    public async Task A_log_folder_that_cannot_be_written_does_not_stop_the_forum()
    {
        using var data = new DataDirectory();
        await File.WriteAllTextAsync(Path.Combine(data.Home, "logs"), "a file where the folder is to be", TestContext.Current.CancellationToken);

        await using var forum = await data.ServeAsync();

        await forum.AssertServesAsync();
    }

    internal static async Task AssertRefusedAsync(DataDirectory data, string sentence)
    {
        var before = data.Fingerprint();

        var refused = await data.RunAsync();

        Assert.NotEqual(0, refused.Code);
        Assert.Equal(sentence, Assert.Single(refused.Errors));
        Assert.Equal(before, data.Fingerprint());
    }

    private static string Damaged(DataDirectory data) =>
        $"The database {data.Database} is damaged. Nothing was changed. Restore a backup, or see docs/operations.md for how to repair it.";

    private static void CopyProgram(string to)
    {
        Directory.CreateDirectory(to);
        var from = Path.GetDirectoryName(typeof(Program).Assembly.Location)!;
        foreach (var file in Directory.GetFiles(from))
            File.Copy(file, Path.Combine(to, Path.GetFileName(file)));
    }
}
