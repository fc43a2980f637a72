namespace Forum.Tests.Support;

/// <summary>Folders of tests, which go when the test ends.</summary>
internal static class TestFolder
{
    /// <summary>Deletes a folder. Where something that is just ending writes into it meanwhile, it tries again, for at most two seconds.</summary>
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
