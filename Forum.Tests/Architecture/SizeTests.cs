namespace Forum.Tests.Architecture;

/// <summary>A file that fits on a few screens is read to its end. Whoever meets a cap finds the class that wants out.</summary>
public class SizeTests
{
    private const int MostLines = 250;
    private const int MostRazorLines = 180;
    private const int MostCodeLines = 90;

    // Over the cap, and so to be divided; until then they may shrink and not grow.
    private static readonly Dictionary<string, int> TooLong = new() { ["Forum.Web/Chat/ChatSession.cs"] = 296 };

    [Fact]
    public void A_class_fits_into_250_lines() => Sources.AssertNone(LongerThan(MostLines, ".cs"));

    [Fact]
    public void What_is_over_the_cap_no_more_is_taken_off_the_list() =>
        Sources.AssertNone(TooLong.Keys.Except(Sources.With(".cs").Where(static source => source.Lines.Length > MostLines).Select(static source => source.Path)));

    [Fact]
    public void A_component_fits_into_180_lines() => Sources.AssertNone(LongerThan(MostRazorLines, ".razor"));

    [Fact]
    public void The_code_of_a_component_fits_into_90_lines()
    {
        var long_ = Sources.With(".razor")
            .Select(static source => (source.Path, Lines: source.Lines.SkipWhile(static line => !line.StartsWith("@code", StringComparison.Ordinal)).Count()))
            .Where(static source => source.Lines > MostCodeLines)
            .Select(static source => $"{source.Path} has {source.Lines} lines of code");

        Sources.AssertNone(long_);
    }

    private static IEnumerable<string> LongerThan(int most, string ending) => Sources.With(ending)
        .Where(source => source.Lines.Length > Math.Max(most, TooLong.GetValueOrDefault(source.Path)))
        .Select(static source => $"{source.Path} has {source.Lines.Length} lines");
}
