using System.Text;
using System.Text.RegularExpressions;
using Bunit;
using Forum.Tests.Support;
using Forum.Web.Administration;
using MudBlazor;
using MudBlazor.Services;

namespace Forum.Tests.Administration;

/// <summary>
/// The administration uses the tokens of the reading pages. With <c>UPDATE_THEME=1</c> in the environment, this writes
/// the style sheet with MudBlazor's variables.
/// </summary>
public partial class AdministrationThemeTests : BunitContext
{
    private static readonly string Sheet = Path.Combine(Checkout.Root, "Forum.Web/Administration/admin-theme.css");

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void The_colors_are_those_of_the_tokens(bool isDark)
    {
        var tokens = File.ReadAllText(Path.Combine(Checkout.Root, "Forum.Web/Layout/tokens.css"));
        var colors = isDark ? AdministrationTheme.Dark : AdministrationTheme.Light;
        var properties = typeof(ThemeColors).GetProperties().Where(static property => property.PropertyType == typeof(string)).ToList();

        Assert.True(properties.Count > 10, "The colors were not found.");
        foreach (var property in properties)
        {
            var name = Capitals().Replace(property.Name, "-$0").ToLowerInvariant();
            var pair = Regex.Match(tokens, $@"--{name}: light-dark\((#\w+), (#\w+)\);");
            Assert.True(pair.Success, $"tokens.css has no --{name}.");
            Assert.Equal(pair.Groups[isDark ? 2 : 1].Value, property.GetValue(colors));
        }
    }

    [Fact]
    public async Task The_style_sheet_has_the_variables_that_MudBlazor_would_write_into_the_page()
    {
        Services.AddMudServices();
        JSInterop.Mode = JSRuntimeMode.Loose;
        var (light, dark) = (Variables(isDark: false), Variables(isDark: true));
        var sheet = new StringBuilder("/* MudBlazor's variables, from AdministrationTheme: UPDATE_THEME=1 dotnet test --filter-class \"*AdministrationThemeTests\". */\n");
        Write(sheet, ":root", light, "");
        sheet.Append("@media (prefers-color-scheme: dark) {\n");
        Write(sheet, ":root:not([data-theme=\"light\"])", dark.Except(light), "  ");
        sheet.Append("}\n");
        Write(sheet, ":root[data-theme=\"dark\"]", dark.Except(light), "");
        if (Environment.GetEnvironmentVariable("UPDATE_THEME") == "1")
            await File.WriteAllTextAsync(Sheet, sheet.ToString(), TestContext.Current.CancellationToken);

        Assert.True(light.Count > 100, "MudBlazor's variables were not found.");
        Assert.NotEmpty(dark.Except(light));
        Assert.Equal(sheet.ToString(), await File.ReadAllTextAsync(Sheet, TestContext.Current.CancellationToken));
    }

    private List<string> Variables(bool isDark)
    {
        var provider = Render<MudThemeProvider>(given => given
            .Add(theme => theme.Theme, AdministrationTheme.Theme)
            .Add(theme => theme.IsDarkMode, isDark)
            .Add(theme => theme.ObserveSystemDarkModeChange, false));
        return [.. Variable().Matches(provider.Markup).Select(static match => match.Value.Trim())];
    }

    private static void Write(StringBuilder sheet, string selector, IEnumerable<string> variables, string indent)
    {
        sheet.Append(indent).Append(selector).Append(" {\n");
        foreach (var variable in variables)
            sheet.Append(indent).Append("  ").Append(variable).Append('\n');
        sheet.Append(indent).Append("}\n");
    }

    [GeneratedRegex("(?<!^)[A-Z]")]
    private static partial Regex Capitals();

    [GeneratedRegex(@"--mud[\w-]*: [^;]*;|--mud[\w-]*:[^;]*;")]
    private static partial Regex Variable();
}
