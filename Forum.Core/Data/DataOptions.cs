
namespace Forum.Core.Data;

/// <summary>Where the forum keeps its data. The section <c>Forum</c> of the settings.</summary>
public sealed class DataOptions
{
    /// <summary>The folder of the database; relative to the folder that the program was started in. Made when its parent exists.</summary>
    public string DataDirectory { get; set; } = "data";

    /// <summary>
    /// SQLite's <c>synchronous</c>: <c>NORMAL</c> never corrupts and may lose the last moments when the machine loses power;
    /// <c>FULL</c> loses nothing then and makes each write wait for the disk. A crash of the program loses nothing in either.
    /// </summary>
    public string Synchronous { get; set; } = "NORMAL";

    /// <summary>The folder of the database, from the root.</summary>
    public string Directory => Path.GetFullPath(DataDirectory);

    /// <summary>The database's file, from the root.</summary>
    public string DatabaseFile => Path.Combine(Directory, "forum.db");

    /// <summary>The folder of the keys that sign cookies and forms, from the root. A forum that has ever run has it.</summary>
    public string KeysDirectory => Path.Combine(Directory, "keys");

    internal void Check()
    {
        if (string.IsNullOrWhiteSpace(DataDirectory))
            throw new StartRefusedException("The setting Forum:DataDirectory is empty. Set it to the folder where the forum keeps its data.");
        if (Synchronous.ToUpperInvariant() is not ("NORMAL" or "FULL" or "EXTRA"))
            throw new StartRefusedException($"The setting Forum:Synchronous is \"{Synchronous}\". Set it to NORMAL, FULL or EXTRA.");
    }
}
