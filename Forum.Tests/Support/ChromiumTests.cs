namespace Forum.Tests.Support;

public class ChromiumTests
{
    [Fact]
    public void The_chosen_executable_wins()
    {
        var chosen = typeof(ChromiumTests).Assembly.Location;

        Assert.Equal(chosen, Chromium.Find(chosen, searchPath: null));
    }

    [Fact]
    public void A_chosen_executable_that_is_not_there_is_refused_in_one_line()
    {
        var refusal = Assert.Throws<InvalidOperationException>(() => Chromium.Find("/nowhere/chromium", searchPath: null));

        Assert.Contains("install Debian's packages chromium-headless-shell", refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', refusal.Message);
    }

    [Fact]
    public void The_search_path_is_searched_by_name_in_order()
    {
        var first = Directory.CreateTempSubdirectory("chromium-");
        var second = Directory.CreateTempSubdirectory("chromium-");
        try
        {
            File.WriteAllText(Path.Combine(first.FullName, "google-chrome"), "");
            File.WriteAllText(Path.Combine(second.FullName, "chromium"), "");
            File.WriteAllText(Path.Combine(second.FullName, "chromium-headless-shell"), "");

            Assert.Equal(Path.Combine(second.FullName, "chromium-headless-shell"), Chromium.Find(null, $"{first}:{second}"));
            File.Delete(Path.Combine(second.FullName, "chromium-headless-shell"));
            Assert.Equal(Path.Combine(second.FullName, "chromium"), Chromium.Find(null, $"{first}:{second}"));
            Assert.Equal(Path.Combine(first.FullName, "google-chrome"), Chromium.Find(null, first.FullName));
            Assert.Null(Chromium.Find(null, searchPath: "/nowhere"));
        }
        finally
        {
            first.Delete(recursive: true);
            second.Delete(recursive: true);
        }
    }
}
