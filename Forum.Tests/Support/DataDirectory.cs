using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using Forum.Core.Data;
using Microsoft.Data.Sqlite;

namespace Forum.Tests.Support;

/// <summary>A test's data folder, inside a folder that also has the logs; deleted after the test.</summary>
public sealed class DataDirectory : IDisposable
{
    private readonly DirectoryInfo _home = Directory.CreateTempSubdirectory("forum-data-");

    // Tests use SQLite here before the forum does: run the core's module initializer, which sets up its binding.
    static DataDirectory() => RuntimeHelpers.RunModuleConstructor(typeof(ForumDb).Module.ModuleHandle);

    public DataDirectory()
    {
        Folder = Path.Combine(_home.FullName, "data");
        Directory.CreateDirectory(Folder);
    }

    /// <summary>The folder above the data folder.</summary>
    public string Home => _home.FullName;

    public string Folder { get; set; }

    public string Database => Path.Combine(Folder, "forum.db");

    /// <summary>The argument that puts the logs of a forum in the tests' own process beside the folder.</summary>
    public string LogSetting => $"--Serilog:WriteTo:0:Args:configure:1:Args:path={Path.Combine(Home, "logs", "forum-.log")}";

    /// <summary>How to start the forum with this folder.</summary>
    public ForumStart Start(params string[] arguments) => new()
    {
        WorkingDirectory = Home,
        Arguments = [.. arguments, $"--Forum:DataDirectory={Folder}"],
    };

    /// <summary>Runs a command, or a start that is refused, and waits for its end.</summary>
    public Task<(int Code, string Output, IReadOnlyList<string> Errors)> RunAsync(params string[] arguments) => ForumCommand.RunAsync(WithPlaces(arguments));

    /// <summary>Serves the folder in this process, until it's disposed.</summary>
    public Task<ServedForum> ServeAsync(params string[] arguments) => ServedForum.StartAsync(WithPlaces(arguments));

    private string[] WithPlaces(string[] arguments)
    {
        string[] place = [$"--Forum:DataDirectory={Folder}", LogSetting];
        var isPortGiven = arguments.Any(static argument => argument.StartsWith("--urls", StringComparison.Ordinal));
        return [.. arguments, .. place, .. isPortGiven ? [] : (string[])["--urls=http://127.0.0.1:0"]];
    }

    /// <summary>The contents of the data folder: the names and content of all files.</summary>
    public string Fingerprint() => !Directory.Exists(Folder)
        ? "no folder"
        : string.Join('\n', Directory.GetFileSystemEntries(Folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Select(entry =>
            File.Exists(entry) ? $"{entry} {Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(entry)))}" : entry));

    /// <summary>Runs SQL on the database, closes the connection, and returns the first value.</summary>
    public object? Sql(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={Database};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar();
    }

    /// <summary>All rows of a query, each as one string.</summary>
    public IReadOnlyList<string> Rows(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={Database};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var rows = command.ExecuteReader();
        var found = new List<string>();
        while (rows.Read())
            found.Add(string.Join('|', Enumerable.Range(0, rows.FieldCount).Select(rows.GetValue)));
        return found;
    }

    public void Dispose() => _home.Delete(recursive: true);
}
