using System.Text.Json;
using System.Text.RegularExpressions;
using Forum.Core.Data;
using Forum.Tests.Support;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Forum.Tests.Data;

/// <summary>What rooms declare about their limits is what the forum checks, ships and documents.</summary>
public partial class LimitSettingsTests(CastForum forum) : IClassFixture<CastForum>
{
    [Fact]
    public void Each_limit_that_a_room_declares_is_registered_once()
    {
        Assert.NotEmpty(DeclaredLimits.All);
        Assert.Equal(
            DeclaredLimits.All.Select(static limit => limit.Name).Order(),
            forum.Forum.Services.GetServices<LimitSetting>().Select(static limit => limit.Name).Order());
    }

    [Fact]
    public void The_page_about_operations_has_a_row_for_each_limit_and_no_other()
    {
        var rows = Rows().Matches(File.ReadAllText(Path.Combine(Checkout.Root, "docs/operations.md"))).Select(static row => row.Value);

        Assert.Equal(DeclaredLimits.All.Select(static limit => $"| `Forum:Limits:{limit.Name}` | {limit.Limited} | {limit.Default} |").Distinct().Order(), rows.Order());
    }

    [Fact]
    public async Task The_settings_that_the_forum_comes_with_have_each_limit_and_no_other()
    {
        await using var file = File.OpenRead(Path.Combine(Checkout.Root, "appsettings.json"));
        using var settings = await JsonDocument.ParseAsync(file, cancellationToken: TestContext.Current.CancellationToken);
        var set = settings.RootElement.GetProperty("Forum").GetProperty("Limits").EnumerateObject().Select(static limit => (limit.Name, limit.Value.GetInt32()));

        Assert.Equal(DeclaredLimits.All.Select(static limit => (limit.Name, limit.Default)).Distinct().Order(), set.Order());
    }

    [Fact]
    public void A_number_that_cannot_be_refuses_the_start_in_words()
    {
        foreach (var limit in DeclaredLimits.All)
        {
            var (lowest, highest) = limit.Range ?? (1, int.MaxValue);
            Check(limit, $"{lowest}");
            Check(limit, $"{highest}");
            Assert.Equal(
                limit.Name == "SecondsToRegister"
                    ? "The setting Forum:Limits:SecondsToRegister must be a number from 0 to 600."
                    : "Each setting in Forum:Limits must be a number and at least 1.",
                Assert.Throws<StartRefusedException>(() => Check(limit, $"{lowest - 1}")).Message);
            Assert.Equal(
                $"A setting has the wrong type: Failed to convert configuration value 'often' at 'Limits:{limit.Name}' to type 'System.Int32'.",
                Assert.Throws<StartRefusedException>(() => Check(limit, "often")).Message);
        }
    }

    [Fact]
    public void What_is_counted_apart_shares_the_setting_alone()
    {
        var limit = new RateLimit("SongsPerMinute", 5, TimeSpan.FromMinutes(1), "songs, per member");
        var apart = limit.Apart();
        using var limits = new RateLimits([limit, apart], Settings("SongsPerMinute", "1").GetSection("Limits"));

        Assert.Null(limits.Count(limit, "Bob"));
        Assert.True(limits.HasNone(limit, "Bob"));
        Assert.Equal("Too many requests. Wait a minute, then try again.", limits.Count(limit, "Bob")?.Text);
        Assert.False(limits.HasNone(limit, "Cleo"));
        Assert.Null(limits.Count(apart, "Bob"));
        Assert.Contains("AddLimits", Assert.Throws<InvalidOperationException>(() => limits.Count(limit.Apart(), "Bob")).Message, StringComparison.Ordinal);
    }

    private static void Check(LimitSetting limit, string number)
    {
        using var services = new ServiceCollection().AddData(Settings(limit.Name, number)).AddLimits(limit).BuildServiceProvider();
        DataSetup.CheckSettings(services);
    }

    private static IConfiguration Settings(string limit, string number) =>
        new ConfigurationBuilder().AddInMemoryCollection([new($"Limits:{limit}", number)]).Build();

    [GeneratedRegex(@"(?<=\n)\| `Forum:Limits:.*\|(?=\n)")]
    private static partial Regex Rows();
}
