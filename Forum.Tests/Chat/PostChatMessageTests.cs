using System.Text.RegularExpressions;
using Forum.Core.Access;
using Forum.Core.Chat;
using Forum.Core.Data;
using Forum.Core.Text;
using Forum.Tests.Support;


namespace Forum.Tests.Chat;

public class PostChatMessageTests(ChatForum chat) : IClassFixture<ChatForum>
{
    [Theory]
    [InlineData(2_000, true)]
    [InlineData(2_001, false)]
    public async Task A_message_has_up_to_2000_characters(int length, bool isGood)
    {
        var outcome = await chat.SayAsync(chat.Bob, await chat.RoomAsync(), new string('x', length));

        Assert.Equal(isGood ? null : WritingRules.TextField, outcome.Refusal?.Field);
    }

    [Theory]
    [InlineData(null)]
    [InlineData(" \r\n ")]
    [InlineData("\u200B")]
    [InlineData("&#8203;")]
    [InlineData("[\u200B](https://example.org)")]
    [InlineData("\u034F\u17B4\u17B5\uFE0F\U000E0100\u180B\U0001D159")]
    public async Task An_empty_message_is_refused(string? text) =>
        Assert.Equal(WritingRules.TextField, (await chat.SayAsync(chat.Bob, await chat.RoomAsync(), text)).Refusal?.Field);

    [Fact]
    public async Task A_resend_after_a_dropped_line_says_nothing_twice()
    {
        var room = await chat.RoomAsync();
        var submission = Guid.NewGuid();

        var sent = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(() => chat.SayAsync(chat.Bob, room, "Once", submission))));

        Assert.Single(sent.Select(outcome => outcome.Value).Distinct());
        Assert.Single(await chat.NewestAsync(chat.Bob, room));
    }

    [Fact]
    public async Task Somebody_elses_submission_is_refused_and_says_nothing_of_it()
    {
        var room = await chat.RoomAsync();
        var submission = Guid.NewGuid();
        await chat.SayAsync(chat.Bob, room, "Bob's words", submission);

        foreach (var viewer in new[] { chat.Cleo, Viewer.Guest })
        {
            var outcome = await chat.SayAsync(viewer, room, "Mine", submission);
            Assert.False(outcome.IsDone);
            Assert.DoesNotContain("words", outcome.Refusal!.Text, StringComparison.Ordinal);
        }

        Assert.Single(await chat.NewestAsync(chat.Bob, room));
    }

    [Fact]
    public async Task Messages_of_many_at_once_all_stand_in_one_order()
    {
        var room = await chat.RoomAsync();
        Viewer[] authors = [chat.Bob, chat.Cleo, chat.Mona];

        var said = await Task.WhenAll(Enumerable.Range(0, 30)
            .Select(number => Task.Run(() => chat.SayAsync(authors[number % 3], room, $"Word {number}"))));

        Assert.Equal(said.Select(outcome => outcome.Value.Id).Order(), (await chat.NewestAsync(Viewer.Guest, room)).Select(message => message.Id));
    }

    [Fact]
    public async Task The_kept_page_is_new_after_each_message_and_each_removal()
    {
        var room = await chat.RoomAsync();
        for (var number = 0; number < 5; number++)
        {
            var message = (await chat.SayAsync(chat.Bob, room, $"Word {number}")).Value;
            Assert.Equal(message, (await chat.NewestAsync(chat.Cleo, room))[^1]);
        }

        await chat.RemoveAsync(chat.Bob, (await chat.NewestAsync(chat.Cleo, room))[^1].Id);
        Assert.Contains("Word 3", (await chat.NewestAsync(chat.Cleo, room))[^1].Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Earlier_messages_come_page_by_page_to_the_beginning_without_the_removed_ones()
    {
        var room = await chat.RoomAsync();
        var ids = new List<long>();
        for (var number = 0; number < 120; number++)
            ids.Add((await chat.SayAsync(chat.Bob, room, $"Word {number}")).Value.Id);
        await chat.RemoveAsync(chat.Mona, ids[60]);
        ids.RemoveAt(60);

        var pages = new List<IReadOnlyList<long>> { Ids(await chat.NewestAsync(chat.Bob, room)) };
        while (pages[0].Count == ChatQueries.PageSize)
            pages.Insert(0, Ids(await chat.Get<ChatQueries>().BeforeAsync(chat.Bob, room, pages[0][0], TestContext.Current.CancellationToken)));

        Assert.Equal([19, 50, 50], pages.Select(page => page.Count));
        Assert.Equal(ids, pages.SelectMany(page => page));
    }

    [Fact]
    public async Task Authors_remove_their_own_moderators_any_and_others_none()
    {
        var room = await chat.RoomAsync();
        var own = (await chat.SayAsync(chat.Bob, room, "Mine")).Value.Id;
        var other = (await chat.SayAsync(chat.Bob, room, "Mine too")).Value.Id;

        Assert.Same(Refusal.NotAllowed, (await chat.RemoveAsync(chat.Cleo, own)).Refusal);
        Assert.Same(Refusal.SignInFirst, (await chat.RemoveAsync(Viewer.Guest, own)).Refusal);
        Assert.True((await chat.RemoveAsync(chat.Bob, own)).IsDone);
        Assert.True((await chat.RemoveAsync(chat.Bob, own)).IsDone);
        Assert.True((await chat.RemoveAsync(chat.Mona, other)).IsDone);
        Assert.Empty(await chat.NewestAsync(chat.Bob, room));
    }

    [Fact]
    public async Task Unread_messages_are_those_of_others_since_one_last_looked()
    {
        var room = await chat.RoomAsync();
        var first = (await chat.SayAsync(chat.Bob, room, "History")).Value;
        Assert.Equal(0, await UnreadAsync());
        Read(first.Id);

        await chat.SayAsync(chat.Bob, room, "New");
        await chat.SayAsync(chat.Cleo, room, "My own");
        var last = (await chat.SayAsync(chat.Mona, room, "Newer")).Value;
        var gone = (await chat.SayAsync(chat.Mona, room, "Gone")).Value;
        await chat.RemoveAsync(chat.Mona, gone.Id);

        // The same before and after the read mark is saved.
        Assert.Equal(2, await UnreadAsync());
        await chat.Get<ChatReadMarks>().WriteBatchAsync(TestContext.Current.CancellationToken);
        Assert.Equal(2, await UnreadAsync());
        Read(last.Id);
        Assert.Equal(0, await UnreadAsync());
        await chat.Get<ChatReadMarks>().WriteBatchAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, await UnreadAsync());

        void Read(long messageId) => chat.Get<ChatReadMarks>().Read(chat.Cleo, room, messageId);
        Task<int> UnreadAsync() => chat.Get<ChatQueries>().CountUnreadAsync(chat.Cleo, room);
    }

    [Fact]
    public async Task A_plain_form_says_it_too_and_keeps_what_was_refused()
    {
        var room = await chat.RoomAsync();
        var bob = await chat.Forum.VisitorAsync(chat.Bob);

        var sent = await bob.SubmitAsync($"/chat?room={room}", "say", ("Form.Text", "By **form**"));
        var refused = await bob.SubmitAsync($"/chat?room={room}", "say", ("Form.Text", new string('y', 2_001)));

        Assert.Equal((302, $"/chat?room={room}"), (sent.Status, sent.Location));
        Assert.Contains("By <strong>form</strong>", (await bob.GetAsync($"/chat?room={room}")).Body, StringComparison.Ordinal);
        Assert.Contains("2,001", refused.Body, StringComparison.Ordinal);
        Assert.Contains(new string('y', 2_001) + "</textarea>", refused.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Plain_forms_remove_and_restore_it_too_where_one_may()
    {
        var room = await chat.RoomAsync();
        var own = (await chat.SayAsync(chat.Bob, room, "My own words")).Value.Id;
        var others = (await chat.SayAsync(chat.Cleo, room, "Her words")).Value.Id;
        var bob = await chat.Forum.VisitorAsync(chat.Bob);
        var page = (await bob.GetAsync($"/chat?room={room}")).Body;
        Assert.Contains($"name=\"Change.MessageId\" value=\"{own}\"", page, StringComparison.Ordinal);
        Assert.DoesNotContain($"value=\"{others}\"", page, StringComparison.Ordinal);

        var removed = await bob.SubmitAsync($"/chat?room={room}", "remove", ("Change.MessageId", $"{own}"));
        Assert.Equal((302, $"/chat?room={room}&removed={own}"), (removed.Status, removed.Location));
        Assert.DoesNotContain("My own words", (await bob.GetAsync(removed.Location!)).Body, StringComparison.Ordinal);
        var restored = await bob.SubmitAsync(removed.Location!, "restore");
        Assert.Equal((302, $"/chat?room={room}"), (restored.Status, restored.Location));
        Assert.Contains("My own words", (await bob.GetAsync(restored.Location!)).Body, StringComparison.Ordinal);

        var refused = await bob.SubmitAsync($"/chat?room={room}", "remove", ("Change.MessageId", $"{others}"));
        Assert.Equal(200, refused.Status);
        Assert.Contains("role=\"alert\"", refused.Body, StringComparison.Ordinal);
        Assert.Contains("Her words", refused.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_page_leads_to_earlier_messages_in_groups_under_their_days()
    {
        var room = await chat.RoomAsync();
        for (var number = 0; number < 60; number++)
            await chat.SayAsync(chat.Bob, room, $"Word {number}.");
        using var guest = chat.Forum.Guest();

        var newest = (await guest.GetAsync($"/chat?room={room}")).Body;
        Assert.Equal((1, 49), (Count(newest, "class=\"chat-message\""), Count(newest, "class=\"chat-message chat-continued\"")));
        Assert.Contains("Today", newest, StringComparison.Ordinal);
        var link = Regex.Match(newest, "href=\"([^\"]+)\">Earlier messages<").Groups[1].Value.Replace("&amp;", "&", StringComparison.Ordinal);
        var earlier = (await guest.GetAsync(link)).Body;

        Assert.Contains("Word 9.", earlier, StringComparison.Ordinal);
        Assert.DoesNotContain("Word 10.", earlier, StringComparison.Ordinal);
        Assert.Contains("This is the start of the chat.", earlier, StringComparison.Ordinal);
        Assert.DoesNotContain("Change.MessageId", earlier, StringComparison.Ordinal);

        static int Count(string html, string part) => Regex.Count(html, Regex.Escape(part));
    }

    private static List<long> Ids(IEnumerable<ChatMessageView> messages) => [.. messages.Select(message => message.Id)];
}
