using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Loader;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Forum.Core.Data;

/// <summary>
/// Lets Microsoft.Data.Sqlite work with the SQLite binding that is referenced here, and prefers the operating system's SQLite,
/// which the distribution keeps patched, over the bundled one. docs/dependencies.md says why both are needed.
/// </summary>
internal static class SqliteLibrary
{
    // The property's type is of the newer binding, which the compiler does not have (docs/dependencies.md).
    private static readonly Func<SqliteConnection, object?> HandleProperty =
        typeof(SqliteConnection).GetProperty("Handle")!.GetMethod!.CreateDelegate<Func<SqliteConnection, object?>>();

    /// <summary>SQLite's own handle of a connection; null when it is not open.</summary>
    internal static sqlite3? HandleOf(SqliteConnection connection) => (sqlite3?)HandleProperty(connection);

#pragma warning disable CA2255 // A library may not run code at load, except that nothing of SQLite may be touched before this.
    [ModuleInitializer]
#pragma warning restore CA2255
    internal static void Prepare()
    {
        // Microsoft.Data.Sqlite asks for a newer SQLitePCLRaw.core than the one referenced; all it uses is there.
        // Without the test of the version this would call itself for ever.
        AssemblyLoadContext.Default.Resolving += static (context, name) =>
            name.Name is "SQLitePCLRaw.core" && name.Version is not null
                ? context.LoadFromAssemblyName(new AssemblyName(name.Name))
                : null;

        NativeLibrary.SetDllImportResolver(
            typeof(SQLitePCL.SQLite3Provider_e_sqlite3).Assembly,
            static (library, _, _) =>
                library == "e_sqlite3" && NativeLibrary.TryLoad("libsqlite3.so.0", out var handle) ? handle : IntPtr.Zero);
    }
}
