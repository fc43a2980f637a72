using System.Globalization;
using System.Text.RegularExpressions;
using Forum.Core.Boards;
using Forum.Tests.Support;
using Forum.Web.Boards;

namespace Forum.Tests.Boards;

public partial class BoardColorTests
{
    private const double Readable = 4.5;

    public static TheoryData<BoardColor> Colors => [.. Enum.GetValues<BoardColor>()];

    [Theory]
    [MemberData(nameof(Colors))]
    public void A_board_s_color_is_readable_on_every_background_in_both_schemes(BoardColor color)
    {
        var hue = Pair(Sheet("Boards/colors.reading.css"), $".{BoardLooks.Class(color)} {{ --hue: ");
        var tokens = Sheet("Layout/tokens.css");
        foreach (var name in new[] { "--bg", "--surface", "--surface-raised", "--sunken", "--hover" })
        {
            var background = Pair(tokens, $"{name}: ");
            for (var scheme = 0; scheme < 2; scheme++)
            {
                Assert.InRange(Contrast(hue[scheme], background[scheme]), Readable, 21);

                // The tile of its icon, and the head of its page.
                if (name == "--surface")
                    Assert.InRange(Contrast(hue[scheme], Mix(hue[scheme], background[scheme], .14)), Readable, 21);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Colors))]
    public void What_stands_on_a_board_s_color_is_readable_in_both_schemes(BoardColor color)
    {
        var hue = Pair(Sheet("Boards/colors.reading.css"), $".{BoardLooks.Class(color)} {{ --hue: ");
        var tokens = Sheet("Layout/tokens.css");
        var surface = Pair(tokens, "--surface: ");
        for (var scheme = 0; scheme < 2; scheme++)
        {
            // The head of its page at its strongest, and the chip above a thread.
            foreach (var name in new[] { "--text: ", "--muted: " })
                Assert.InRange(Contrast(Pair(tokens, name)[scheme], Mix(hue[scheme], surface[scheme], .14)), Readable, 21);
            Assert.InRange(Contrast(hue[scheme], Mix(hue[scheme], surface[scheme], .12)), Readable, 21);
        }
    }

    [Theory]
    [MemberData(nameof(Colors))]
    public void Emails_use_the_light_variant_on_which_white_is_readable_whatever_the_scheme(BoardColor color)
    {
        var light = Pair(Sheet("Boards/colors.reading.css"), $".{BoardLooks.Class(color)} {{ --hue: ")[0];

        Assert.Equal(light, Channels(BoardLooks.Hex(color)[1..]));
        Assert.InRange(Contrast(light, Channels("fff")), Readable, 21);
    }

    [Fact]
    public void The_head_of_an_email_has_the_forum_s_color_and_a_readable_name()
    {
        var accent = Pair(Sheet("Layout/tokens.css"), "--accent: ")[0];
        var frame = Sheet("Mail/Templates/MailPage.razor");

        Assert.Contains("background:#2f6f4f", frame, StringComparison.Ordinal);
        Assert.Equal(accent, Channels("2f6f4f"));
        Assert.InRange(Contrast(accent, Channels("fff")), Readable, 21);
    }

    [Fact]
    public void Boards_get_all_colors_in_turn() =>
        Assert.Equal(Colors.Count, Enumerable.Range(5, Colors.Count).Select(BoardLook.DefaultColor).Distinct().Count());

    private static string Sheet(string path) => File.ReadAllText(Path.Combine(Checkout.Root, "Forum.Web", path));

    private static double[][] Pair(string css, string before)
    {
        var found = Colorpair().Match(css, css.IndexOf(before, StringComparison.Ordinal) + before.Length);
        Assert.True(found.Success, before);
        return [Channels(found.Groups[1].Value), Channels(found.Groups[2].Value)];
    }

    private static double[] Channels(string hex)
    {
        var full = hex.Length == 3 ? string.Concat(hex.Select(digit => $"{digit}{digit}")) : hex;
        return [.. Enumerable.Range(0, 3).Select(i => int.Parse(full.AsSpan(2 * i, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture) / 255.0)];
    }

    private static double[] Mix(double[] color, double[] background, double share) =>
        [.. color.Select((channel, i) => (channel * share) + (background[i] * (1 - share)))];

    private static double Contrast(double[] one, double[] other)
    {
        var (a, b) = (Luminance(one), Luminance(other));
        return (Math.Max(a, b) + .05) / (Math.Min(a, b) + .05);
    }

    private static double Luminance(double[] color)
    {
        var linear = color.Select(static c => c <= .04045 ? c / 12.92 : Math.Pow((c + .055) / 1.055, 2.4)).ToArray();
        return (.2126 * linear[0]) + (.7152 * linear[1]) + (.0722 * linear[2]);
    }

    [GeneratedRegex(@"\Glight-dark\(#([0-9a-f]+), #([0-9a-f]+)\)")]
    private static partial Regex Colorpair();
}
