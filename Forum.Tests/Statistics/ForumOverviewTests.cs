using Forum.Core.Access;
using Forum.Core.Data.Sqlite;
using Forum.Core.Statistics;
using Forum.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace Forum.Tests.Statistics;

public class ForumOverviewTests
{
    [Fact]
    public async Task The_overview_counts_what_stands_and_is_for_administrators()
    {
        await using var forum = await TestForum.StartAsync();
        var cast = await Cast.SetUpAsync(forum);
        var thread = await cast.StartThreadAsync(cast.Bob, "Counting");
        await cast.ReplyAsync(cast.Cleo, thread.ThreadId, "Two.");
        var overview = forum.Services.GetRequiredService<ForumOverview>();

        foreach (var viewer in new[] { Viewer.Guest, cast.Bob, cast.Mona, cast.Lars })
            Assert.Null(await overview.ReadAsync(viewer, TestContext.Current.CancellationToken));

        var figures = await overview.ReadAsync(cast.Ada, TestContext.Current.CancellationToken);
        Assert.Equal(("Trial", 5, 1, 2), (figures!.Name, figures.Members, figures.Threads, figures.Posts));
        Assert.True(figures.Database.Bytes > 0);
        Assert.Matches(@"^SQLite 3\.\d+\.\d+$", figures.Database.Engine);
        Assert.NotEmpty(figures.Version);
        Assert.True(figures.Uptime > TimeSpan.Zero);
        Assert.Equal((forum.DataDirectory, "", null), (figures.Database.Directory, figures.Database.BackupDirectory, figures.Database.LastBackupAt));
    }

    [Fact]
    public async Task The_last_backup_is_the_newest_file_in_the_folder_for_backups_or_in_one_below()
    {
        using var backups = new DataDirectory();
        await using var forum = await TestForum.StartAsync(("Forum:BackupDirectory", backups.Folder));
        var database = forum.Services.GetRequiredService<DatabaseFacts>();
        Assert.Null(database.LastBackupAt());

        var (older, newer) = (new DateTime(2026, 11, 1, 3, 0, 0, DateTimeKind.Utc), new DateTime(2026, 11, 2, 3, 0, 0, DateTimeKind.Utc));
        await WriteAsync(Path.Combine(backups.Folder, "forum.db"), older);
        await WriteAsync(Path.Combine(Directory.CreateDirectory(Path.Combine(backups.Folder, "tuesday")).FullName, "forum.db"), newer);
        Assert.Equal(newer, database.LastBackupAt()?.UtcDateTime);

        Directory.Delete(backups.Folder, recursive: true);
        Assert.Null(database.LastBackupAt());
        Directory.CreateDirectory(backups.Folder);

        static async Task WriteAsync(string file, DateTime at)
        {
            await File.WriteAllTextAsync(file, "x", TestContext.Current.CancellationToken);
            File.SetLastWriteTimeUtc(file, at);
        }
    }
}
