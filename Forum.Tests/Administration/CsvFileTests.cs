using Forum.Web.Administration;


namespace Forum.Tests.Administration;

public class CsvFileTests
{
    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("", "")]
    [InlineData("a, b", "\"a, b\"")]
    [InlineData("says \"hi\"", "\"says \"\"hi\"\"\"")]
    [InlineData("two\nlines", "\"two\nlines\"")]
    [InlineData("=1+1", "'=1+1")]
    [InlineData("+49", "'+49")]
    [InlineData("-x", "'-x")]
    [InlineData("@SUM(1,1)", "\"'@SUM(1,1)\"")]
    [InlineData("\t=1", "'\t=1")]
    public void What_members_choose_stays_one_cell_and_is_no_formula(string value, string cell) =>
        Assert.Equal($"Name\r\n{cell}\r\n", CsvFile.Write(["Name"], [[value]]));

    [Fact]
    public void Numbers_times_and_nothing_are_written_the_same_in_every_language()
    {
        var time = new DateTimeOffset(2026, 11, 28, 1, 2, 3, TimeSpan.FromHours(2));

        Assert.Equal("a,b,c,d\r\n-1234,1.5,2026-11-27 23:02:03,\r\n", CsvFile.Write(["a", "b", "c", "d"], [[-1234, 1.5, time, null]]));
    }
}
