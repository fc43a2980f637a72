using System.Text.RegularExpressions;
using Forum.Core.Data;
using Forum.Tests.Support;
using Forum.Web.Components;

namespace Forum.Tests.Architecture;

/// <summary>Everything that the docs mention exists.</summary>
public partial class DocsTests
{
    private static readonly string[] Roots = ["Forum.Core/", "Forum.Web/", "Forum.Tests/", "bench/", "docs/", "tools/", ".ci/", ".config/"];

    public static TheoryData<string> Docs =>
    [
        .. new[] { "README.md", "CONTRIBUTING.md", "SECURITY.md" },
        .. Directory.EnumerateFiles(Path.Combine(Checkout.Root, "docs"), "*.md", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(Checkout.Root, file)).Order(StringComparer.Ordinal),
    ];

    [Theory]
    [MemberData(nameof(Docs))]
    public void A_file_that_a_page_names_or_links_exists(string page)
    {
        var named = NamedIn(page, File.ReadAllText(Path.Combine(Checkout.Root, page)));

        Sources.AssertNone(named.Where(path => !Exists(path)).Distinct().Select(path => $"{page} names {path}"));
    }

    [Theory]
    [InlineData("See [the code](../Forum.Core/Live).", "docs/../Forum.Core/Live")]
    [InlineData("`Forum.Core/Posts/PostReply.cs` shows how.", "Forum.Core/Posts/PostReply.cs")]
    [InlineData("`.ci/run` runs it.", ".ci/run")]
    [InlineData("See [above](#above) or [the site](https://example.org/x.md), or `Posts/PostReply.cs`.", null)]
    public void What_a_page_names_is_found(string text, string? found) => Assert.Equal(found is null ? [] : [found], NamedIn("docs/architecture.md", text));

    [Fact]
    public void A_page_that_the_code_names_exists() => Sources.AssertNone(
        from source in Sources.With(".cs", ".razor", ".js", ".css", ".csproj", ".targets")
        from line in source.Lines
        from Match named in PageNames().Matches(line)
        where !Exists(named.Value)
        select $"{source.Path} names {named.Value}");

    [Fact]
    public void Every_point_where_a_room_can_attach_itself_is_on_the_page_about_extending()
    {
        var page = File.ReadAllText(Path.Combine(Checkout.Root, "docs/extending.md"));
        var points = new[] { typeof(ForumDb).Assembly, typeof(Program).Assembly }.SelectMany(static assembly => assembly.GetTypes())
            .Where(static type => type.IsDefined(typeof(ExtensionPointAttribute), inherit: false)).Select(static type => type.Name.Split('`')[0]).ToList();
        var slots = typeof(SlotNames).GetFields().Concat(typeof(FragmentSlotNames).GetFields()).Select(static slot => slot.Name).ToList();

        Assert.Contains("IBeforeCommit", points);
        Assert.Contains(nameof(SlotNames.ThreadHead), slots);
        Sources.AssertNone(points.Concat(slots).Where(name => !page.Contains($"`{name}", StringComparison.Ordinal)));
    }

    private static IEnumerable<string> NamedIn(string page, string text)
    {
        var linked = Links().Matches(text).Select(link => Path.Combine(Path.GetDirectoryName(page)!, link.Groups[1].Value));
        var named = Quoted().Matches(text).Select(static quoted => quoted.Groups[1].Value).Where(static path => Roots.Any(root => path.StartsWith(root, StringComparison.Ordinal)));
        return linked.Concat(named);
    }

    private static bool Exists(string path) => Path.Exists(Path.Combine(Checkout.Root, path));

    // A link within the same page or to another site isn't a file.
    [GeneratedRegex(@"\]\((?![a-z]+:|#)([^)#`\s]+)")]
    private static partial Regex Links();

    // Neither is a pattern, or a path that's created later.
    [GeneratedRegex("`([A-Za-z.][A-Za-z0-9_./-]+[A-Za-z0-9_/])`")]
    private static partial Regex Quoted();

    [GeneratedRegex(@"\bdocs/[a-z0-9/-]+\.md\b")]
    private static partial Regex PageNames();
}
