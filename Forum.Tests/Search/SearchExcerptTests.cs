using Forum.Core.Access;
using Forum.Core.Search;
using Forum.Tests.Support;


namespace Forum.Tests.Search;

public class SearchExcerptTests(CastForum forum) : IClassFixture<CastForum>
{
    private const int Length = 280;

    [Theory]
    [InlineData("cafe", "The Café, the CAFE\u0301 and the cafeteria", "The [Café], the [CAFE\u0301] and the cafeteria")]
    [InlineData("\"one two\" \"two three\"", "one two three, two one", "[one two three], two one")]
    [InlineData("a.b", "A/b, ab, a b", "[A/b], ab, [a b]")]
    [InlineData("東京", "東京都", "[東京]都")]
    [InlineData("ΑΘΉΝΑ 7", "Αθήνα 7 times 77", "[Αθήνα] [7] times 77")]
    [InlineData("straße", "STRASSE Straße", "STRASSE [Straße]")]
    [InlineData("สวัสดี", "เขาพูดว่า สวัสดี ครับ", "เขาพูดว่า [สวัสดี] ครับ")]
    [InlineData("öl -wasser", "ÖL Öl ol", "[ÖL] [Öl] [ol]")]
    [InlineData("x", "\U0001F600x\U0001F600", "\U0001F600[x]\U0001F600")]
    public async Task Words_and_phrases_are_marked_as_the_index_finds_them(string words, string text, string marked) =>
        Assert.Equal(marked, await ExcerptAsync(words, text));

    [Fact]
    public async Task It_is_cut_between_words_and_shows_where_most_of_what_was_looked_for_stands_together()
    {
        var filler = string.Concat(Enumerable.Repeat("nothing of it ", 100));
        var said = await ExcerptAsync("quince \"ripe fruit\"", $"{filler}quince {filler}ripe fruit of a quince {filler}");

        Assert.Matches("^…(nothing|of|it) .*\\[ripe fruit\\] of a \\[quince\\].* (nothing|of|it)…$", said);
        Assert.InRange(said.Length, 200, Length + 10);
    }

    [Theory]
    [InlineData("\U0001F600")]
    [InlineData("x")]
    [InlineData("東")]
    public async Task A_text_without_a_space_is_cut_between_characters(string character)
    {
        var unbroken = string.Concat(Enumerable.Repeat(character, 9000));
        Assert.Equal("…[quincend]", await ExcerptAsync("quincend", unbroken + " quincend"));

        var said = await ExcerptAsync("quincend", "quincend " + unbroken);
        Assert.StartsWith("[quincend] " + character, said, StringComparison.Ordinal);
        Assert.EndsWith(character + "…", said, StringComparison.Ordinal);
        Assert.InRange(said.Length, 130, Length + 10);
    }

    [Fact]
    public async Task A_post_of_many_short_lines_is_read_once_and_not_for_each_of_its_hits()
    {
        var recorder = new QueryRecorder();
        await using var watched = new CastForum { Replace = recorder.ListenTo };
        await watched.InitializeAsync();
        var lines = string.Concat(Enumerable.Repeat("zz\n", 10_600));
        var thread = await watched.ThreadAsync(text: lines);
        await watched.ReplyAsync(watched.Bob, thread.ThreadId, lines);

        foreach (var order in Enum.GetValues<SearchOrder>())
        {
            var found = await watched.SearchAsync(Viewer.Guest, new("zz") { Order = order });
            Assert.Equal(2, found.Count);
            Assert.All(found.Hits, static hit => Assert.InRange(hit.Excerpt.Sum(static piece => piece.Text.Length), 100, Length + 2));
        }

        // SQLite's own functions for this compare each hit with every other.
        var asked = recorder.Queries.Where(static query => query.Caller.StartsWith("SearchQueries.", StringComparison.Ordinal)).ToList();
        Assert.Contains(asked, static query => query.Sql.Contains("MATCH", StringComparison.Ordinal));
        Assert.DoesNotContain(asked, static query => query.Sql.Contains("snippet(", StringComparison.Ordinal) || query.Sql.Contains("highlight(", StringComparison.Ordinal));
    }

    private async Task<string> ExcerptAsync(string words, string text)
    {
        var place = await forum.ThreadAsync(text: text);
        var hit = Assert.Single((await forum.SearchAsync(Viewer.Guest, new(words) { ThreadId = place.ThreadId })).Hits);
        return string.Concat(hit.Excerpt.Select(static piece => piece.IsHit ? $"[{piece.Text}]" : piece.Text));
    }
}
