using System.Reflection;
using System.Text.RegularExpressions;
using Forum.Core.Data;
using Forum.Tests.Support;

namespace Forum.Tests.Architecture;

public partial class RoomTests
{
    private static readonly string[] Features =
    [
        "Access", "Accounts", "Boards", "Chat", "Live", "Mail", "Members", "Notifications", "Posts", "Privacy", "Search", "Site", "Statistics", "Threads",
    ];

    [Theory]
    [InlineData("Forum.Core", "Data", "Markdown", "Text")]
    [InlineData("Forum.Web", "Administration", "Commands", "Components", "Feeds", "Framework", "Hosting", "Layout", "Properties", "wwwroot")]
    public void A_project_has_the_features_rooms_and_its_own(string project, params string[] own)
    {
        var rooms = Rooms(project);

        Sources.AssertNone(Features.Except(rooms));
        Sources.AssertNone(rooms.Except(Features).Except(own));
    }

    [Fact]
    public void A_room_of_the_tests_is_a_room_of_the_program()
    {
        string[] own = ["Architecture", "Browser", "Support"];

        Sources.AssertNone(Rooms("Forum.Tests").Except(Rooms("Forum.Core")).Except(Rooms("Forum.Web")).Except(own));
    }

    [Fact]
    public void A_namespace_is_the_folder()
    {
        var elsewhere = Sources.With(".cs")
            .Where(source => source.Lines.FirstOrDefault(line => line.StartsWith("namespace ", StringComparison.Ordinal)) is { } line
                && line != $"namespace {Path.GetDirectoryName(source.Path)!.Replace('/', '.')};")
            .Select(source => source.Path);

        Sources.AssertNone(elsewhere);
    }

    [Fact]
    public void The_core_knows_nothing_of_http_and_pages()
    {
        string[] barred = ["Microsoft.AspNetCore.Http", "Microsoft.AspNetCore.Components", "Microsoft.AspNetCore.Mvc", "Microsoft.AspNetCore.Routing", "Microsoft.AspNetCore.Builder", "Microsoft.AspNetCore.Hosting"];

        var used = typeof(ForumDb).Assembly.GetReferencedAssemblies().Select(static assembly => assembly.Name!);

        Assert.DoesNotContain(used, name => barred.Any(name.StartsWith));
        Sources.AssertNone(Sources.LinesWhere((path, line) => path.StartsWith("Forum.Core/", StringComparison.Ordinal) && barred.Any(line.Contains), ".cs"));
    }

    [Fact]
    public void Only_folders_named_Sqlite_speak_its_language() => Sources.AssertNone(Sources.LinesWhere(
        static (path, line) => !path.StartsWith("Forum.Tests/", StringComparison.Ordinal)
            && !path.Contains("/Sqlite/", StringComparison.Ordinal)
            && !line.Contains("using Forum.Core.", StringComparison.Ordinal)
            && SqliteWords().IsMatch(line),
        ".cs", ".razor"));

    [Fact]
    public void Every_public_type_of_the_core_is_in_a_room()
    {
        var outside = typeof(ForumDb).Assembly.GetExportedTypes()
            .Where(static type => type.GetCustomAttribute<System.Runtime.CompilerServices.CompilerGeneratedAttribute>() is null)
            .Where(static type => type.Namespace?.Split('.') is not ["Forum", "Core", _, ..])
            .Select(static type => type.FullName);

        Sources.AssertNone(outside);
    }

    private static List<string> Rooms(string project) =>
        [.. Directory.GetDirectories(Path.Combine(Checkout.Root, project)).Select(folder => Path.GetFileName(folder)).Except(["bin", "obj", "TestResults"])];

    // The database context for migrations is named after SQLite, and it's added by a single call.
    [GeneratedRegex(@"(?<!Add)Sqlite(?!ForumDb)|\bSQLite(?!'s|\b)|\browid\b|\bMATCH\b|\bfts5\b|REPLACE INTO|total_changes|highlight\(|snippet\(|json_each|octet_length|\bPRAGMA\b|sqlite_|\bVACUUM\b")]
    private static partial Regex SqliteWords();
}
