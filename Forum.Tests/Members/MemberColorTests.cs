using System.Globalization;
using System.Text.RegularExpressions;
using Forum.Tests.Support;
using Forum.Web.Components;

namespace Forum.Tests.Members;

/// <summary>The colors of members' profiles are readable on every background, in both schemes.</summary>
public partial class MemberColorTests
{
    private const double Readable = 4.5;

    private static readonly string[] Backgrounds = ["--bg", "--surface", "--surface-raised", "--sunken", "--hover"];

    public static TheoryData<int> Shades => [.. Enumerable.Range(0, Avatar.Shades)];

    [Theory]
    [MemberData(nameof(Shades))]
    public void A_member_s_color_is_readable_on_every_background_in_both_schemes(int shade)
    {
        var color = Pair(Sheet("Members/Profiles/profiles.reading.css"), $".shade-{shade} {{ --hue: ");
        var tokens = Sheet("Layout/tokens.css");
        foreach (var background in Backgrounds.Select(name => Pair(tokens, $"{name}: ")))
        {
            Assert.InRange(Contrast(color[0], background[0]), Readable, 21);
            Assert.InRange(Contrast(color[1], background[1]), Readable, 21);
        }
    }

    [Fact]
    public void Names_get_all_colors_and_always_the_same_one()
    {
        Assert.Equal(Avatar.Shades, Enumerable.Range(0, 200).Select(static number => Avatar.ShadeOf($"Member{number}")).Distinct().Count());
        Assert.Equal(Avatar.ShadeOf("Bob"), Avatar.ShadeOf(string.Concat("B", "ob")));
    }

    private static string Sheet(string path) => File.ReadAllText(Path.Combine(Checkout.Root, "Forum.Web", path));

    private static double[] Pair(string css, string before)
    {
        var found = Colors().Match(css, css.IndexOf(before, StringComparison.Ordinal) + before.Length);
        Assert.True(found.Success, before);
        return [Luminance(found.Groups[1].Value), Luminance(found.Groups[2].Value)];
    }

    private static double Contrast(double one, double other) => (Math.Max(one, other) + .05) / (Math.Min(one, other) + .05);

    // As WCAG defines it.
    private static double Luminance(string hex)
    {
        var full = hex.Length == 3 ? string.Concat(hex.Select(static digit => $"{digit}{digit}")) : hex;
        double[] linear =
        [
            .. Enumerable.Range(0, 3).Select(at => int.Parse(full.AsSpan(2 * at, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture) / 255.0)
                .Select(static channel => channel <= .04045 ? channel / 12.92 : Math.Pow((channel + .055) / 1.055, 2.4)),
        ];
        return (.2126 * linear[0]) + (.7152 * linear[1]) + (.0722 * linear[2]);
    }

    [GeneratedRegex(@"\Glight-dark\(#([0-9a-f]+), #([0-9a-f]+)\)")]
    private static partial Regex Colors();
}
