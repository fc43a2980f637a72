using Forum.Core.Access;
using Forum.Core.Search;
using Forum.Core.Search.Sqlite;
using Forum.Tests.Support;
using FsCheck;
using FsCheck.Fluent;

namespace Forum.Tests.Search;

/// <summary>What people can type, and that nothing they type has a meaning to the database.</summary>
public class SearchWordsTests(CastForum forum) : IClassFixture<CastForum>
{
    private static readonly string[] Fragments =
    [
        "AND", "OR", "NOT", "NEAR(", "NEAR", "*", "^", ":", "-", "--", "+", "\"", "\"\"", "'", "(", ")", "{", "}", "{Title}", "Title:", "Facts:b1", "rowid:1",
        "a*", "^a", "-a", "-\"", "-\"a b\"", "“", "”", ",", ".", ";", "\0", "\u0001", "\u0002", "\u0003", "\u200b", "\u200d", "\u0301", "é", "😀", "👩‍👩‍👧", "日本語", "東京", "ไทย",
        "العربية", "עברית", "한국어", "\ud800", "\udc00", "\ufffe", " ", "  ", "\t", "\n", "a", "word", "the", "C++", "foo.bar", "%", "\\", "\uE000", "٣", "½",
    ];

    [Theory]
    [InlineData("kettle tea", true)]
    [InlineData("tea kettle", true)]
    [InlineData("KETTLE", true)]
    [InlineData("kettle coffee", false)]
    [InlineData("\"tea kettle\"", false)]
    [InlineData("\"kettle of tea\"", true)]
    [InlineData("“kettle of tea”", true)]
    [InlineData("\"kettle of tea", true)]
    [InlineData("kettle -coffee", true)]
    [InlineData("kettle -tea", false)]
    [InlineData("kettle -\"tea kettle\"", true)]
    [InlineData("kettle -\"of tea\"", false)]
    [InlineData("kettle - tea", true)]
    [InlineData("kettle --tea", false)]
    [InlineData("cafe", true)]
    [InlineData("CAFÉ", true)]
    [InlineData("kett", false)]
    [InlineData("kett*", false)]
    [InlineData("kettle*", true)]
    [InlineData("kettle AND tea", false)]
    [InlineData("Text:kettle", false)]
    [InlineData("well-known", true)]
    [InlineData("known-well", false)]
    [InlineData("C++", true)]
    [InlineData("kettle !!! 😀", true)]
    [InlineData("東京", true)]
    [InlineData("京都", true)]
    [InlineData("東都", false)]
    [InlineData("ภาษา", true)]
    [InlineData("العربية", true)]
    public async Task What_is_typed_finds_what_a_reader_expects(string words, bool isFound)
    {
        var place = await forum.ThreadAsync(text: "A kettle of tea in a well-known café, in C++. 東京都で ภาษาไทย العربية");
        var post = (await forum.PostsAsync(place.ThreadId))[0];

        Assert.Equal(isFound, (await forum.SearchAsync(Viewer.Guest, new(words) { ThreadId = place.ThreadId })).Hits.Any(hit => hit.Id == post.Id));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("-word")]
    [InlineData("\"\"")]
    [InlineData("!? … —")]
    [InlineData("😀")]
    [InlineData("\0")]
    public async Task Without_a_word_nothing_is_looked_for(string? words)
    {
        var outcome = await forum.Get<SearchQueries>().FindAsync(Viewer.Guest, new SearchRequest(words), TestContext.Current.CancellationToken);

        Assert.Equal("Enter at least one word to search for.", outcome.Refusal?.Text);
    }

    [Fact]
    public async Task Long_texts_are_read_as_far_as_the_limit()
    {
        var post = (await forum.PostsAsync((await forum.ThreadAsync(text: string.Join(' ', Enumerable.Range(0, 100).Select(i => "q" + i)))).ThreadId))[0];

        Assert.Equal([post.Id], await forum.FoundAsync(string.Join(' ', Enumerable.Range(0, 100).Select(i => "q" + i)) + new string('x', 10_000)));
        Assert.Empty(await forum.FoundAsync(new string('x', 10_000)));
        Assert.Empty(await forum.FoundAsync(string.Concat(Enumerable.Repeat("zz ", 5_000))));
    }

    [Fact]
    public void No_text_is_an_error()
    {
        var typed = Gen.Elements(Fragments).ListOf().Resize(20).Select(parts => string.Concat(parts)).ToArbitrary();
        Prop.ForAll(typed, IsHarmless).Check(Config.QuickThrowOnFailure.WithMaxTest(300));
        Prop.ForAll(ArbMap.Default.ArbFor<string>(), IsHarmless).Check(Config.QuickThrowOnFailure.WithMaxTest(200));
    }

    private async Task IsHarmless(string? words)
    {
        foreach (var request in new[] { new SearchRequest(words), new SearchRequest("the " + words) { TitlesOnly = true, Author = words, Board = "general" } })
            await forum.Get<SearchQueries>().FindAsync(Viewer.Guest, request);
    }
}
