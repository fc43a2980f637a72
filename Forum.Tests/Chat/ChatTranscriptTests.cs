using Forum.Core.Access;
using Forum.Core.Chat;
using Forum.Tests.Support;
using Forum.Web.Chat;
using Forum.Web.Components;
using Microsoft.Extensions.Localization;

namespace Forum.Tests.Chat;

public class ChatTranscriptTests(ChatForum chat) : IClassFixture<ChatForum>
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("1 0:00", "1 4:59", true)]
    [InlineData("1 0:00", "1 5:00", true)]
    [InlineData("1 0:00", "1 5:01", false)]
    [InlineData("1 0:00", "2 0:10", false)]
    [InlineData("- 0:00", "- 0:10", false)]
    public void A_message_continues_the_one_above_of_the_same_author_within_five_minutes(string above, string below, bool isContinued) =>
        Assert.Equal(["head", isContinued ? "continued" : "head"], Lines(null, Said(above), Said(below)).Select(line => line.Html));

    [Fact]
    public void Each_pair_counts_so_a_long_speech_is_one_group() =>
        Assert.Equal(["head", "continued", "continued", "head"], Lines(null, Said("1 0:00"), Said("1 4:00"), Said("1 8:00"), Said("1 14:00")).Select(line => line.Html));

    [Fact]
    public void A_new_day_begins_a_group_in_the_time_zone_of_the_viewer()
    {
        // In Auckland, the day begins an hour before noon in London.
        ChatMessageView[] said = [Said("1 0:00") with { CreatedAt = Noon.AddHours(-1).AddMinutes(-1) }, Said("1 0:00") with { CreatedAt = Noon.AddHours(-1) }];

        Assert.Equal([("head", true), ("continued", false)], Lines("Europe/London", said).Select(line => (line.Html, line.Day is not null)));
        Assert.Equal([("head", true), ("head", true)], Lines("Pacific/Auckland", said).Select(line => (line.Html, line.Day is not null)));
    }

    [Fact]
    public async Task Both_forms_are_made_once_and_are_the_same_for_everyone()
    {
        var message = (await chat.SayAsync(chat.Mona, await chat.RoomAsync(), "One <!--continued--> `two`")).Value;

        var html = await ChatMessageHtml.OfAsync(chat.Get<Web.Live.LiveMarkup>(), message);

        Assert.Same(html, await ChatMessageHtml.OfAsync(chat.Get<Web.Live.LiveMarkup>(), message));
        foreach (var form in new[] { html.Head, html.Continued })
        {
            Assert.StartsWith("<li ", form, StringComparison.Ordinal);
            Assert.EndsWith("</li>", form, StringComparison.Ordinal);
            Assert.Contains($"data-message=\"{message.Id}\"", form, StringComparison.Ordinal);
            Assert.Contains("<code>two</code>", form, StringComparison.Ordinal);
            Assert.Contains("Mona", form, StringComparison.Ordinal);
        }

        Assert.Contains("avatar", html.Head, StringComparison.Ordinal);
        Assert.DoesNotContain("avatar", html.Continued, StringComparison.Ordinal);
    }

    // "AUTHOR MINUTES:SECONDS"; a dash for a former member.
    private static ChatMessageView Said(string what)
    {
        var (author, time) = (what.Split(' ')[0], what.Split(' ')[1].Split(':'));
        var at = Noon + TimeSpan.FromMinutes(int.Parse(time[0], null)) + TimeSpan.FromSeconds(int.Parse(time[1], null));
        return new(1, 1, author == "-" ? null : int.Parse(author, null), author == "-" ? null : "Name " + author, Role.Member, at, "", Guid.NewGuid());
    }

    private List<ChatLine> Lines(string? zone, params ChatMessageView[] said) => [.. ChatTranscript.Lines(
        said.Select(message => (message, new ChatMessageHtml("head", "continued"))), new ChatDays(zone, TimeProvider.System), chat.Get<IStringLocalizer<Texts>>())];
}
