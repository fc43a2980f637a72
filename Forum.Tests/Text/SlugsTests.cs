using Forum.Core.Text;
using Forum.Tests.Support;


namespace Forum.Tests.Text;

public class SlugsTests(CastForum forum) : IClassFixture<CastForum>
{
    [Theory]
    [InlineData("What's new in 2026?", "whats-new-in-2026")]
    [InlineData("C# & F#: which?", "c-f-which")]
    [InlineData("Größe — ÄRGER", "größe-ärger")]
    [InlineData("日本語の質問", "日本語の質問")]
    [InlineData("Привет, МИР", "привет-мир")]
    [InlineData("हिन्दी में", "हिन्दी-में")]
    [InlineData("cafe\u0301", "café")]
    [InlineData("---a---b---", "a-b")]
    [InlineData("🎉🎉🎉", "thread")]
    [InlineData("???", "thread")]
    [InlineData("party 🎉 time", "party-time")]
    public void A_slug_is_what_people_would_write(string title, string slug) => Assert.Equal(slug, Slugs.From(title, "thread"));

    [Theory]
    [InlineData("A\uFFFEb")]
    [InlineData("A\uD800b")]
    public void A_slug_can_be_made_of_any_text(string title) => Assert.Equal("a-b", Slugs.From(title, "thread"));

    [Fact]
    public void A_long_title_is_cut_at_a_word()
    {
        var slug = Slugs.From(string.Join(' ', Enumerable.Repeat("seven", 20)), "thread");

        Assert.InRange(slug.Length, 50, Slugs.MaxLength);
        Assert.All(slug.Split('-'), word => Assert.Equal("seven", word));
    }

    [Fact]
    public void A_title_without_words_is_cut_between_characters()
    {
        var slug = Slugs.From("a" + string.Concat(Enumerable.Repeat("𠀀", 60)), "thread");

        Assert.InRange(slug.Length, 1, Slugs.MaxLength);
        Assert.False(char.IsHighSurrogate(slug[^1]));
    }

    [Theory]
    [InlineData("Größe & Schönheit in 日本")]
    [InlineData("🎉🎉🎉")]
    [InlineData("../../etc/passwd?x=1#y")]
    public async Task A_thread_of_any_title_opens_at_its_address_and_a_wrong_slug_leads_there(string title)
    {
        var thread = (await forum.StartAsync(forum.Bob, await forum.Cast.BoardIdAsync("general"), title)).Value;
        using var guest = forum.Guest();

        var wrong = await guest.GetAsync($"/t/{thread.ThreadId}/anything?page=1");
        var bare = await guest.GetAsync($"/t/{thread.ThreadId}");

        Assert.Equal((302, 302), (wrong.Status, bare.Status));
        Assert.Equal($"/t/{thread.ThreadId}/{Uri.EscapeDataString(thread.Slug)}", bare.Location);
        Assert.Equal(200, (await guest.GetAsync(wrong.Location!)).Status);
    }
}
