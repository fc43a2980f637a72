using Forum.Web.Administration;

namespace Forum.Tests.Administration;

public class SparklineTests
{
    [Fact]
    public void A_line_goes_from_left_to_right_with_zero_at_the_bottom()
    {
        Assert.Equal("M0 30L60 16L120 2", Sparkline.Line([0, 1, 2]));
        Assert.Equal("M0 30L60 16L120 2V32H0Z", Sparkline.Area([0, 1, 2]));
    }

    [Theory]
    [InlineData(new int[0], "")]
    [InlineData(new[] { 7 }, "M0 2")]
    [InlineData(new[] { 0, 0 }, "M0 30L120 30")]
    public void Days_without_anything_make_a_flat_line(int[] days, string path) => Assert.Equal(path, Sparkline.Line(days));

    [Theory]
    [InlineData(0, 5, null)]
    [InlineData(4, 5, 25)]
    [InlineData(5, 0, -100)]
    [InlineData(3, 3, 0)]
    [InlineData(1, 5000, 999)]
    public void The_last_thirty_days_are_compared_with_those_before(int before, int now, int? change)
    {
        int[] days = [1000, .. Days(before), .. Days(now)];

        var figure = new DashboardFigure("Posts", new DateOnly(2026, 11, 30), days);

        Assert.Equal((now, before, change, 30), (figure.Sum, figure.SumBefore, figure.Change, figure.Recent.Count));
    }

    private static IEnumerable<int> Days(int sum) => Enumerable.Repeat(0, DashboardFigure.Shown - 1).Append(sum);
}
