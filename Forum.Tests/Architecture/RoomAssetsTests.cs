using System.Text.RegularExpressions;
using Forum.Tests.Support;

namespace Forum.Tests.Architecture;

/// <summary>A room's styles and scripts reach the browser without being listed anywhere.</summary>
public partial class RoomAssetsTests(CastForum forum) : IClassFixture<CastForum>
{
    [Fact]
    public async Task A_script_is_served_by_its_name()
    {
        using var guest = forum.Guest();

        foreach (var (path, lines) in Sources.With(".js"))
        {
            var script = await guest.GetAsync($"/js/{Path.GetFileName(path)}");
            Assert.True(script.Status == 200 && script.Body.TrimEnd() == string.Join('\n', lines).TrimEnd(), $"{path} isn't served: {script.Status}");
        }
    }

    [Fact]
    public async Task A_style_sheet_is_in_one_of_the_three_that_are_served()
    {
        using var guest = forum.Guest();
        var sheets = new List<string>();
        foreach (var name in new[] { "reading", "writing", "administration" })
            sheets.Add(Bare((await guest.GetAsync($"/css/{name}.css")).Body));

        var elsewhere = Sources.With(".css")
            .Where(source => sheets.Count(sheet => sheet.Contains(Bare(string.Join('\n', source.Lines)), StringComparison.Ordinal)) != 1)
            .Select(static source => source.Path);

        Sources.AssertNone(elsewhere);
    }

    private static string Bare(string style) => Left().Replace(style, "").Replace(";}", "}", StringComparison.Ordinal);

    [GeneratedRegex(@"/\*.*?\*/|\s", RegexOptions.Singleline)]
    private static partial Regex Left();
}
