
namespace Forum.Core.Data;

/// <summary>The folder in which the forum keeps its data.</summary>
internal static class DataFolder
{
    /// <summary>A forum needs room for its write-ahead log and for the temporary files of SQLite.</summary>
    private const long MinFreeBytes = 16 * 1024 * 1024;

    /// <summary>Makes the folder when its parent is there, and looks whether it can be written.</summary>
    /// <returns>The files that are in it.</returns>
    /// <exception cref="StartRefusedException">It cannot be used.</exception>
    public static IReadOnlySet<string> Prepare(string directory)
    {
        // Making the parents too would write into an empty mount point when a disk is missing, beside the real data.
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
            throw new StartRefusedException($"The data folder {directory} cannot be created or read: {error.Message}", error);
        }
    }

    /// <summary>The file that is held by whoever has the folder.</summary>
    public static string LockFile(string directory) => Path.Combine(directory, "forum.lock");

    /// <summary>Takes the folder for this process; the operating system lets go of it however the process ends.</summary>
    /// <exception cref="StartRefusedException">Another process has it, or it cannot be written.</exception>
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
            throw new StartRefusedException($"The data folder {directory} cannot be written to: {error.Message}", error);
        }
    }

    private static bool IsReadOnly(IOException error) => error.Message.Contains("Read-only", StringComparison.OrdinalIgnoreCase);
}
