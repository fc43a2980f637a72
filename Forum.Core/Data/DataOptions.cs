
namespace Forum.Core.Data;

/// <summary>Where the forum stores its data. The <c>Forum</c> section of the settings.</summary>
public sealed class DataOptions
{
    /// <summary>The database folder; relative to the current directory at startup. Created if its parent exists.</summary>
    public string DataDirectory { get; set; } = "data";

    /// <summary>
    /// SQLite's <c>synchronous</c>: <c>NORMAL</c> never corrupts the database but may lose the last moments on power
    /// loss; <c>FULL</c> loses nothing, but each write waits for the disk. A crash of the program loses nothing in
    /// either mode.
    /// </summary>
    public string Synchronous { get; set; } = "NORMAL";

    /// <summary>
    /// The folder that backups are written to, relative to the current directory at startup; empty if it isn't known.
    /// Nothing is written there: it only tells administrators how old the newest backup is.
    /// </summary>
    public string BackupDirectory { get; set; } = "";

    /// <summary>The full path of the database folder.</summary>
    public string Directory => Path.GetFullPath(DataDirectory);

    /// <summary>The full path of the database file.</summary>
    public string DatabaseFile => Path.Combine(Directory, "forum.db");

    /// <summary>
    /// The full path of the folder with the keys that sign cookies and forms. A forum that has ever run has one.
    /// </summary>
    public string KeysDirectory => Path.Combine(Directory, "keys");

    internal void Check()
    {
        if (string.IsNullOrWhiteSpace(DataDirectory))
            throw new StartRefusedException("The setting Forum:DataDirectory is empty. Set it to the folder where the forum keeps its data.");
        if (Synchronous.ToUpperInvariant() is not ("NORMAL" or "FULL" or "EXTRA"))
            throw new StartRefusedException($"The setting Forum:Synchronous is \"{Synchronous}\". Set it to NORMAL, FULL or EXTRA.");
    }
}
