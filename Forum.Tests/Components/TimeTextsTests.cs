using Forum.Web.Components;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Forum.Tests.Components;

/// <summary>Times without a script: the future reads as the future.</summary>
public class TimeTextsTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 28, 12, 0, 0, TimeSpan.Zero);

    private static readonly StringLocalizer<Texts> Localizer = new(new ResourceManagerStringLocalizerFactory(Options.Create(new LocalizationOptions()), NullLoggerFactory.Instance));

    [Theory]
    [InlineData(-120, "2 hours ago")]
    [InlineData(-1, "a minute ago")]
    [InlineData(0, "now")]
    [InlineData(2, "now")]
    [InlineData(3, "in 3 minutes")]
    [InlineData(59, "in 59 minutes")]
    [InlineData(60, "in 1 hour")]
    [InlineData(90, "in 2 hours")]
    [InlineData((23 * 60) + 29, "in 23 hours")]
    [InlineData(24 * 60, "in 1 day")]
    [InlineData(14 * 24 * 60, "in 14 days")]
    [InlineData(30 * 24 * 60, "in 30 days")]
    [InlineData(31 * 24 * 60, "29 Dec 2026")]
    [InlineData(400 * 24 * 60, "2 Jan 2028")]
    public void A_time_says_how_far_it_is_before_or_after_now(int minutes, string said) =>
        Assert.Equal(said, TimeTexts.Relative(Localizer, Now.AddMinutes(minutes), Now));
}
