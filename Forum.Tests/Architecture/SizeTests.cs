using Forum.Web.Components;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Forum.Tests.Architecture;

/// <summary>
/// People read a file to the end if it fits on a few screens. If you hit a limit, look for a class to extract.
/// </summary>
public class SizeTests
{
    private const int MaxLines = 250;
    private const int MaxMethodLines = 40;
    private const int MaxTestLines = 50;
    private const int MaxRazorLines = 180;
    private const int MaxCodeLines = 90;

    [Fact]
    public void A_class_fits_into_250_lines() => Sources.AssertNone(LongerThan(MaxLines, ".cs"));

    // A test tells a story, which can take a few more lines.
    [Fact]
    public void A_method_fits_into_40_lines_and_a_test_into_50() => Sources.AssertNone(Sources.With(".cs").SelectMany(static source => LongMethods(source.Path, source.Lines)));

    [Fact]
    public void A_component_fits_into_180_lines() => Sources.AssertNone(LongerThan(MaxRazorLines, ".razor"));

    [Fact]
    public void The_code_of_a_component_fits_into_90_lines()
    {
        var long_ = Sources.With(".razor")
            .Select(static source => (source.Path, Lines: source.Lines.SkipWhile(static line => !line.StartsWith("@code", StringComparison.Ordinal)).Count()))
            .Where(static source => source.Lines > MaxCodeLines)
            .Select(static source => $"{source.Path} has {source.Lines} lines of code");

        Sources.AssertNone(long_);
    }

    private static IEnumerable<string> LongMethods(string path, string[] lines) =>
        from node in CSharpSyntaxTree.ParseText(string.Join('\n', lines)).GetRoot().DescendantNodes()
        where node is BaseMethodDeclarationSyntax or LocalFunctionStatementSyntax or AccessorDeclarationSyntax
        let place = node.GetLocation().GetLineSpan()
        let length = place.EndLinePosition.Line - place.StartLinePosition.Line + 1
        where length > (path.StartsWith("Forum.Tests/", StringComparison.Ordinal) ? MaxTestLines : MaxMethodLines)
        select $"{path}:{place.StartLinePosition.Line + 1}: {length} lines";

    private static IEnumerable<string> LongerThan(int most, string ending) => Sources.With(ending)
        .Where(source => source.Lines.Length > most)
        .Select(static source => $"{source.Path} has {source.Lines.Length} lines");
}
