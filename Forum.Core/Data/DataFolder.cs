
namespace Forum.Core.Data;

/// <summary>The forum's data folder.</summary>
internal static class DataFolder
{
    /// <summary>The forum needs space for the write-ahead log and SQLite's temporary files.</summary>
    private const long MinFreeBytes = 16 * 1024 * 1024;

    /// <summary>Creates the folder if its parent exists, and checks that it's writable.</summary>
    /// <returns>The files in it.</returns>
    /// <exception cref="StartRefusedException">The folder can't be used.</exception>
    public static IReadOnlySet<string> Prepare(string directory)
    {
        // If a disk isn't mounted, creating the parents too would write into the empty mount point instead of the real
        // data.
        var parent = Path.GetDirectoryName(directory);
        if (parent is not null && !Directory.Exists(parent))
            throw new StartRefusedException($"The parent folder {parent} doesn't exist. Create it, or mount its disk.");

        if (File.Exists(directory))
            throw new StartRefusedException($"The data folder {directory} is a file. Set Forum:DataDirectory to a folder.");
        if (new DriveInfo(Directory.Exists(directory) ? directory : parent!).AvailableFreeSpace < MinFreeBytes)
            throw new StartRefusedException($"The disk that holds {directory} is full. The forum needs at least {MinFreeBytes / (1024 * 1024)} MB free to start.");

        try
        {
            Directory.CreateDirectory(directory);
            return Directory.GetFiles(directory).ToHashSet(StringComparer.Ordinal);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new StartRefusedException($"The data folder {directory} can't be created or read: {error.Message}", error);
        }
    }

    /// <summary>The lock file that is held by the process that uses the folder.</summary>
    public static string LockFile(string directory) => Path.Combine(directory, "forum.lock");

    /// <summary>
    /// Locks the folder for this process; the operating system releases the lock however the process ends.
    /// </summary>
    /// <exception cref="StartRefusedException">Another process holds the lock, or the file isn't writable.</exception>
    public static FileStream Lock(string directory)
    {
        var file = LockFile(directory);
        try
        {
            return new FileStream(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1, FileOptions.None);
        }
        catch (UnauthorizedAccessException error)
        {
            throw new StartRefusedException($"The data folder {directory} is read-only for this user: {error.Message}", error);
        }
        catch (IOException error) when (File.Exists(file) && !IsReadOnly(error))
        {
            throw new StartRefusedException($"The data folder {directory} is in use by another running forum. Stop that one first.", error);
        }
        catch (IOException error)
        {
            throw new StartRefusedException($"The data folder {directory} isn't writable: {error.Message}", error);
        }
    }

    private static bool IsReadOnly(IOException error) => error.Message.Contains("Read-only", StringComparison.OrdinalIgnoreCase);
}
