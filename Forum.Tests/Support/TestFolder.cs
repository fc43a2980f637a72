namespace Forum.Tests.Support;

/// <summary>Test folders that are deleted when the test ends.</summary>
internal static class TestFolder
{
    /// <summary>Deletes a folder. If a process that is just ending writes to it, it retries for at most two seconds.</summary>
    public static async Task DeleteAsync(DirectoryInfo folder)
    {
        for (var left = 20; ; left--)
        {
            try
            {
                folder.Delete(recursive: true);
                return;
            }
            catch (IOException) when (left > 0)
            {
                await Task.Delay(100, TestContext.Current.CancellationToken);
            }
        }
    }
}
