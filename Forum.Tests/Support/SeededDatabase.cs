namespace Forum.Tests.Support;

/// <summary>A small forum filled by the seed command, once per run. Tests that start the program with one get a copy.</summary>
internal static class SeededDatabase
{
    private static readonly Lazy<Task<byte[]>> Made = new(MakeAsync);

    /// <summary>
    /// A data folder with five members, five threads and the administrator "admin", as a graceful stop leaves it:
    /// everything in one file.
    /// </summary>
    public static async Task<DataDirectory> CopyAsync()
    {
        var data = new DataDirectory();
        await File.WriteAllBytesAsync(data.Database, await Made.Value);
        Directory.CreateDirectory(Path.Combine(data.Folder, "keys"));
        return data;
    }

    private static async Task<byte[]> MakeAsync()
    {
        using var data = new DataDirectory();
        var seed = await data.RunAsync("seed", "--members", "5", "--threads", "5", "--replies", "2", "--password", Cast.Password);
        Assert.True(seed.Code == 0, seed.Output);
        data.Sql("PRAGMA wal_checkpoint(TRUNCATE)");
        return await File.ReadAllBytesAsync(data.Database);
    }
}
