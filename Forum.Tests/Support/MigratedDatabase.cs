using Forum.Core.Data.Sqlite;
using Forum.Web.Hosting;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace Forum.Tests.Support;

/// <summary>
/// An empty database created by all migrations, once per run. Each forum in the tests starts with a copy of it.
/// </summary>
public static class MigratedDatabase
{
    private static readonly Lazy<Task<byte[]>> Made = new(MakeAsync);

    public static async Task CopyToAsync(string folder) =>
        await File.WriteAllBytesAsync(Path.Combine(folder, "forum.db"), await Made.Value);

    private static async Task<byte[]> MakeAsync()
    {
        var data = Directory.CreateTempSubdirectory("forum-migrated-");
        try
        {
            await using (var host = ForumHost.Build([$"--Forum:DataDirectory={data.FullName}"]))
                await host.Services.GetRequiredService<DatabaseStart>().OpenAsync();
            SqliteConnection.ClearAllPools();
            return await File.ReadAllBytesAsync(Path.Combine(data.FullName, "forum.db"));
        }
        finally
        {
            await TestFolder.DeleteAsync(data);
        }
    }
}
