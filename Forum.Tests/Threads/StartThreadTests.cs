using Forum.Core.Access;
using Forum.Core.Data;
using Forum.Core.Members;
using Forum.Core.Text;
using Forum.Tests.Support;
using Forum.Web.Components;
using Microsoft.EntityFrameworkCore;

namespace Forum.Tests.Threads;

public class StartThreadTests(CastForum forum) : IClassFixture<CastForum>
{
    private const string ZeroWidth = "\u200B\u200D\u2060\uFEFF\u00AD";

    [Theory]
    [InlineData(2, false)]
    [InlineData(3, true)]
    [InlineData(120, true)]
    [InlineData(121, false)]
    public async Task A_title_has_3_to_120_characters(int length, bool isGood)
    {
        var outcome = await forum.StartAsync(forum.Bob, await forum.Cast.BoardIdAsync("general"), new string('x', length));

        Assert.Equal(isGood, outcome.IsDone);
        Assert.Equal(isGood ? null : WritingRules.TitleField, outcome.Refusal?.Field);
    }

    [Theory]
    [InlineData("😀", 61, true)]
    [InlineData("😀", 120, true)]
    [InlineData("😀", 121, false)]
    [InlineData("e\u0301", 120, true)]
    [InlineData("👨‍👩‍👧", 62, true)]
    [InlineData("👨‍👩‍👧", 63, false)]
    [InlineData("😀", 2, false)]
    public async Task Characters_of_a_title_are_counted_as_people_see_them(string character, int count, bool isGood)
    {
        var title = string.Concat(Enumerable.Repeat(character, count));

        var outcome = await forum.StartAsync(forum.Bob, await forum.Cast.BoardIdAsync("general"), title);

        Assert.Equal(isGood ? null : WritingRules.TitleField, outcome.Refusal?.Field);
        if (isGood)
            Assert.Equal(title, (await forum.SeenThreadAsync(forum.Bob, outcome.Value.ThreadId))?.Title);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" \t\r\n\u00A0\u2003 ")]
    [InlineData(ZeroWidth)]
    [InlineData(" a\u200B\u200Bb ")]
    [InlineData("\u2800\u2800\u3164\u3164")]
    [InlineData("\u034F\u17B4\u17B5\uFE0F")]
    [InlineData("\u180B\u180B\u180B")]
    [InlineData("\U000E0100\U000E0100\U000E0100")]
    [InlineData("\U0001D159\U0001D159\U0001D159")]
    public async Task A_title_that_nobody_can_see_is_refused_at_its_field(string? title)
    {
        var outcome = await forum.StartAsync(forum.Bob, await forum.Cast.BoardIdAsync("general"), title);

        Assert.Equal(WritingRules.TitleField, outcome.Refusal?.Field);
    }

    [Theory]
    [InlineData(null)]
    [InlineData(" \t\r\n\u00A0 ")]
    [InlineData(ZeroWidth)]
    [InlineData("\0\0")]
    public async Task A_text_that_nobody_can_see_is_refused_at_its_field(string? text)
    {
        var outcome = await forum.StartAsync(forum.Bob, await forum.Cast.BoardIdAsync("general"), "A good title", text);

        Assert.Equal(WritingRules.TextField, outcome.Refusal?.Field);
    }

    [Theory]
    [InlineData(32_000, true)]
    [InlineData(32_001, false)]
    public async Task A_text_has_up_to_32000_characters(int length, bool isGood)
    {
        var outcome = await forum.StartAsync(forum.Bob, await forum.Cast.BoardIdAsync("general"), "A long one", new string('x', length));

        Assert.Equal(isGood, outcome.IsDone);
        Assert.Equal(isGood ? null : WritingRules.TextField, outcome.Refusal?.Field);
    }

    [Fact]
    public async Task A_line_end_counts_as_one_character_however_the_browser_sends_it()
    {
        var typed = string.Concat(Enumerable.Repeat("a\r\n", 16_000));

        var thread = (await forum.StartAsync(forum.Bob, await forum.Cast.BoardIdAsync("general"), "Many lines", typed)).Value;

        Assert.Equal(31_999, (await MarkdownAsync(thread.ThreadId)).Length);
    }

    [Fact]
    public async Task Characters_that_databases_and_browsers_cannot_carry_are_left_out()
    {
        const string Odd = "a\0b\uD800c\uDC00d\uFFFEe\uFFFFf";

        var thread = (await forum.StartAsync(forum.Bob, await forum.Cast.BoardIdAsync("general"), Odd, Odd)).Value;

        Assert.Equal("abcdef", (await forum.SeenThreadAsync(forum.Bob, thread.ThreadId))?.Title);
        Assert.Equal("abcdef", await MarkdownAsync(thread.ThreadId));
    }

    [Fact]
    public async Task A_title_is_one_line_with_single_spaces()
    {
        var thread = (await forum.StartAsync(forum.Bob, await forum.Cast.BoardIdAsync("general"), "  A \r\n\t title\u2028 of   lines ")).Value;

        Assert.Equal("A title of lines", (await forum.SeenThreadAsync(forum.Bob, thread.ThreadId))?.Title);
    }

    [Fact]
    public async Task A_form_that_is_sent_twice_makes_one_thread()
    {
        var board = await forum.BoardAsync();
        var submission = Guid.NewGuid();

        var first = await forum.StartAsync(forum.Bob, board.Id, "Sent twice", submission: submission);
        var second = await forum.StartAsync(forum.Bob, board.Id, "Sent twice", submission: submission);

        Assert.Equal(first.Value, second.Value);
        Assert.Equal(1, (await forum.SeenBoardAsync(forum.Bob, board.Id))?.ThreadCount);
        await forum.CountersAreRightAsync();
    }

    [Fact]
    public async Task A_form_that_is_sent_many_times_at_once_makes_one_thread()
    {
        var board = await forum.BoardAsync();
        var submission = Guid.NewGuid();

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => forum.StartAsync(forum.Bob, board.Id, "At once", submission: submission))));

        Assert.Single(outcomes.Select(outcome => outcome.Value).Distinct());
        Assert.Equal(1, (await forum.SeenBoardAsync(forum.Bob, board.Id))?.ThreadCount);
        await forum.CountersAreRightAsync();
    }

    [Fact]
    public async Task Somebody_elses_submission_is_refused_and_says_nothing_of_what_it_made()
    {
        var board = await forum.BoardAsync();
        var submission = Guid.NewGuid();
        await forum.StartAsync(forum.Bob, board.Id, "Bob's own", "Bob's text", submission);

        var outcomes = new[]
        {
            await forum.StartAsync(forum.Cleo, board.Id, "Cleo's own", "Cleo's text", submission),
            await forum.StartAsync(Viewer.Guest, board.Id, "A guest's own", "A guest's text", submission),
        };

        Assert.All(outcomes, outcome => Assert.DoesNotContain("Bob", outcome.Refusal!.Text, StringComparison.Ordinal));
        Assert.All(outcomes, outcome => Assert.Empty(outcome.Refusal!.Arguments));
        Assert.Equal(1, (await forum.SeenBoardAsync(forum.Bob, board.Id))?.ThreadCount);
    }

    [Fact]
    public async Task Threads_started_at_the_same_moment_all_stand()
    {
        var board = await forum.BoardAsync();
        var authors = new[] { forum.Bob, forum.Cleo, forum.Mona, forum.Ada };

        var outcomes = await Task.WhenAll(authors.Select(author => Task.Run(() => forum.StartAsync(author, board.Id, $"By {author.Name}"))));

        Assert.All(outcomes, outcome => Assert.True(outcome.IsDone));
        Assert.Equal(4, outcomes.Select(outcome => outcome.Value.ThreadId).Distinct().Count());
        Assert.Equal(4, (await forum.RowsAsync(Viewer.Guest, board.Id)).Count);
        await forum.CountersAreRightAsync();
    }

    [Fact]
    public async Task A_new_thread_is_counted_for_its_board_and_its_author_and_leads_both()
    {
        var board = await forum.BoardAsync();
        var author = await forum.MemberAsync();

        var thread = (await forum.StartAsync(author, board.Id, "The first of them")).Value;

        var after = (await forum.SeenBoardAsync(Viewer.Guest, board.Id))!;
        Assert.Equal((1, 1, thread.ThreadId, author.Name), (after.ThreadCount, after.PostCount, after.Last?.ThreadId, after.Last?.AuthorName));
        Assert.Equal(1, (await forum.Get<MemberNameQueries>().ProfileAsync(author.Name, TestContext.Current.CancellationToken))?.PostCount);
        await forum.CountersAreRightAsync();
    }

    [Fact]
    public async Task A_refused_thread_leaves_nothing_behind()
    {
        var board = await forum.BoardAsync(start: Role.Moderator);

        var outcome = await forum.StartAsync(forum.Bob, board.Id, "Not for members");

        Assert.NotNull(outcome.Refusal);
        await using var db = await forum.Cast.OpenAsync();
        Assert.False(await db.Threads.AnyAsync(thread => thread.BoardId == board.Id, TestContext.Current.CancellationToken));
        await forum.CountersAreRightAsync();
    }

    [Fact]
    public async Task A_board_that_is_not_there_and_one_that_the_viewer_may_not_see_get_the_same_answer()
    {
        var hidden = await forum.BoardAsync(Role.Moderator, Role.Moderator, Role.Moderator);

        Assert.Same(Refusal.NotFound, (await forum.StartAsync(forum.Bob, hidden.Id, "Into the dark")).Refusal);
        Assert.Same(Refusal.NotFound, (await forum.StartAsync(forum.Bob, int.MaxValue, "Into the dark")).Refusal);
    }

    private async Task<string> MarkdownAsync(int threadId)
    {
        await using var db = await forum.Cast.OpenAsync();
        return await db.Posts.Where(post => post.ThreadId == threadId && post.Number == 1).Select(post => post.Markdown).SingleAsync();
    }
}
