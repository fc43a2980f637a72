using System.Reflection;
using System.Text.Json;
using System.Xml.Linq;
using Forum.Tests.Support;

namespace Forum.Tests.Architecture;

public class PackageTests
{
    private static readonly JsonElement Libraries = ReadLibraries();

    public static TheoryData<string, string> Referenced =>
        [.. from project in new[] { "Forum.Core", "Forum.Web", "Forum.Tests" } from package in PackagesOf(project) select (project, package)];

    [Theory]
    [MemberData(nameof(Referenced))]
    public void A_package_that_a_project_references_is_used_by_it(string project, string package)
    {
        var used = Assembly.Load(project).GetReferencedAssemblies().Select(static name => name.Name!).ToHashSet(StringComparer.Ordinal);
        var brought = AssembliesOf(package).ToList();

        // A package without an assembly contains the native part of another package.
        if (brought.Count == 0)
            Assert.Contains(used, name => package.StartsWith(name + ".NativeAssets.", StringComparison.Ordinal));
        else
            Assert.True(brought.Any(used.Contains), $"Nothing of {package} is used in {project}: it brings {string.Join(", ", brought)}.");
    }

    [Theory]
    [InlineData("bench/Circuits/Circuits")]
    [InlineData("bench/InnerLoops/InnerLoops")]
    [InlineData("bench/Runner/Runner")]
    [InlineData("tools/ModelCompiler/ModelCompiler")]
    public void A_package_of_the_benchmarks_and_tools_is_used_by_them(string project)
    {
        var sources = string.Concat(Directory.EnumerateFiles(Path.Combine(Checkout.Root, Path.GetDirectoryName(project)!), "*.cs").Select(File.ReadAllText));
        var packages = PackagesIn(project + ".csproj").ToList();
        Assert.NotEmpty(packages);
        Assert.All(packages, package => Assert.Contains($"using {package}", sources, StringComparison.Ordinal));
    }

    [Fact]
    public void A_version_that_is_named_belongs_to_a_package_that_is_referenced()
    {
        var named = XDocument.Load(Path.Combine(Checkout.Root, "Directory.Packages.props")).Descendants("PackageVersion").Select(static item => (string)item.Attribute("Include")!);
        var referenced = Directory.EnumerateFiles(Checkout.Root, "*.csproj", SearchOption.AllDirectories)
            .SelectMany(static file => XDocument.Load(file).Descendants("PackageReference")).Select(static item => (string)item.Attribute("Include")!);
        Assert.Empty(named.Except(referenced, StringComparer.Ordinal));
    }

    private static IEnumerable<string> PackagesOf(string project) => PackagesIn(Path.Combine(project, project + ".csproj"));

    // A package with PrivateAssets="all" is a build tool, called by its command.
    private static IEnumerable<string> PackagesIn(string file) =>
        XDocument.Load(Path.Combine(Checkout.Root, file)).Descendants("PackageReference")
            .Where(static item => (string?)item.Attribute("PrivateAssets") != "all")
            .Select(static item => (string)item.Attribute("Include")!);

    // A package without its own files stands for its dependencies.
    private static IEnumerable<string> AssembliesOf(string package)
    {
        var library = Libraries.EnumerateObject().Single(library => library.Name.StartsWith(package + "/", StringComparison.Ordinal)).Value;
        if (library.TryGetProperty("runtime", out var files))
            return files.EnumerateObject().Select(static file => Path.GetFileNameWithoutExtension(file.Name));
        return library.TryGetProperty("dependencies", out var others) ? others.EnumerateObject().SelectMany(other => AssembliesOf(other.Name)) : [];
    }

    private static JsonElement ReadLibraries()
    {
        using var file = File.OpenRead(Path.Combine(AppContext.BaseDirectory, "Forum.Tests.deps.json"));
        return JsonDocument.Parse(file).RootElement.GetProperty("targets").EnumerateObject().First().Value.Clone();
    }
}
