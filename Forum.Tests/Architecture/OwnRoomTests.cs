using System.Collections.Concurrent;
using Bunit;
using Forum.Core.Data;
using Forum.Core.Live;
using Forum.Core.Members.Relations;
using Forum.Tests.Support;
using Forum.Web.Components;
using Forum.Web.Framework;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Forum.Tests.Architecture;

/// <summary>A room can attach itself without changing any file of the forum.</summary>
public class OwnRoomTests(OwnRoomTests.WithRoom site) : IClassFixture<OwnRoomTests.WithRoom>
{
    private CastForum Forum => site.Forum;

    [Fact]
    public async Task A_rule_changes_a_text_and_refuses_another_in_the_transaction()
    {
        var thread = await Forum.ThreadAsync(text: "Say it again, teh same way.");

        Assert.Equal("<p>Say it again, the same way.</p>", (await Forum.PostsAsync(thread.ThreadId))[0].Html.Trim());
        Assert.Equal("You've said that before.", (await Forum.ReplyAsync(Forum.Cleo, thread.ThreadId, "Say it again, teh same way.")).Refusal?.Text);
    }

    [Fact]
    public async Task A_handler_writes_in_the_transaction_of_the_act_and_fails_with_it()
    {
        var thread = await Forum.ThreadAsync();
        var posted = await Forum.ReplyAsync(Forum.Cleo, thread.ThreadId, "Something to note.");
        Assert.Equal(["Something to note."], await NotesAsync(posted.Value.Id));

        await Assert.ThrowsAsync<InvalidOperationException>(() => Forum.ReplyAsync(Forum.Cleo, thread.ThreadId, "This fails in the act."));
        await Assert.ThrowsAsync<InvalidOperationException>(() => Forum.ReplyAsync(Forum.Cleo, thread.ThreadId, "This fails in the batch."));

        Assert.Equal(2, (await Forum.PostsAsync(thread.ThreadId)).Count);
        Assert.Empty(await NotesAsync(posted.Value.Id + 1));
        await Forum.CountersAreRightAsync();
    }

    [Fact]
    public async Task A_failure_after_the_commit_harms_nothing()
    {
        var thread = await Forum.ThreadAsync();

        Assert.True((await Forum.ReplyAsync(Forum.Cleo, thread.ThreadId, "This fails after the commit.")).IsDone);

        Assert.Contains("posted 2", Forum.Get<OwnHandlers>().Heard);
        Assert.Equal(2, (await Forum.PostsAsync(thread.ThreadId)).Count);
    }

    [Fact]
    public async Task A_channel_is_counted_heard_and_named_by_a_cached_page()
    {
        var thread = await Forum.ThreadAsync();
        var (changes, channel, heard) = (Forum.Get<ChangeCounters>(), LiveChannel.OwnNotes(thread.ThreadId), new ConcurrentQueue<ForumEvent>());
        var before = changes.Of(channel);
        using var listening = Forum.Get<LiveFeed>().Subscribe(channel, null, happened =>
        {
            heard.Enqueue(happened);
            return Task.CompletedTask;
        });

        await Forum.ReplyAsync(Forum.Cleo, thread.ThreadId, "Something to hear of.");

        Assert.Equal(before + 1, changes.Of(channel));
        await Eventually.HoldsAsync(() => heard.OfType<OwnNoted>().Any(noted => noted.ThreadId == thread.ThreadId), () => $"Heard {heard.Count}");
        var request = new DefaultHttpContext { RequestServices = Forum.Forum.Services };
        request.Request.RouteValues["thread"] = $"{thread.ThreadId}";
        Assert.Equal(channel, await Forum.Get<GuestCaching.Policy>().ChannelAsync(request, new GuestCachedAttribute(OwnChannels.NotesKind, "thread")));
    }

    [Fact]
    public async Task A_limit_is_counted_and_checked_at_the_start()
    {
        var thread = await Forum.ThreadAsync();
        Assert.True((await Forum.ReplyAsync(Forum.Cleo, thread.ThreadId, "Look!!")).IsDone);
        Assert.Equal("You're shouting too often. Wait a minute.", (await Forum.ReplyAsync(Forum.Cleo, thread.ThreadId, "Here!!")).Refusal?.Text);
        Assert.True((await Forum.ReplyAsync(Forum.Bob, thread.ThreadId, "Here!!")).IsDone);

        var services = new ServiceCollection().AddData(new ConfigurationBuilder().AddInMemoryCollection([new("Limits:OwnShoutsPerMinute", "0")]).Build());
        OwnRoom.Add(services);
        await using var other = services.BuildServiceProvider();
        Assert.Throws<StartRefusedException>(() => DataSetup.CheckSettings(other));
    }

    [Fact]
    public async Task Slots_on_pages_are_filled_with_what_they_are_about()
    {
        var thread = await Forum.ThreadAsync();
        await Forum.ReplyAsync(Forum.Cleo, thread.ThreadId, "Hello.");
        await Forum.Get<FollowMember>().FollowAsync(Forum.Bob, Forum.Cleo.MemberId!.Value, TestContext.Current.CancellationToken);
        var bob = await Forum.VisitorAsync(Forum.Bob);

        Assert.Equal(["", "ThreadOnPage", "", "DockPlace", ""], await PartsAsync(bob, $"/t/{thread.ThreadId}/{thread.Slug}"));
        Assert.Equal(["", "BoardView", "DockPlace", ""], await PartsAsync(bob, "/b/general"));
        Assert.Equal(["", "MemberProfile", "MemberProfile", "MemberProfile", "DockPlace", ""], await PartsAsync(bob, "/u/Cleo"));
        Assert.Equal(["MemberProfile"], await PartsAsync(bob, "/u/Cleo/card"));
        Assert.Equal(["", "Viewer", "DockPlace", ""], await PartsAsync(bob, "/following"));
        Assert.Contains("read 1 to 2", Forum.Get<OwnHandlers>().Heard);
    }

    [Fact]
    public async Task Posts_and_rows_carry_what_the_viewer_has_in_them()
    {
        var board = await Forum.BoardAsync();
        var (mine, other) = (await Forum.ThreadAsync(Forum.Bob, board.Id), await Forum.ThreadAsync(Forum.Cleo, board.Id));
        await Forum.ReplyAsync(Forum.Cleo, mine.ThreadId, "Hello.");
        var (thread, row) = ($"/t/{mine.ThreadId}/{mine.Slug}", $"/b/{board.Slug}");
        var (bob, mona) = (await Forum.VisitorAsync(Forum.Bob), await Forum.VisitorAsync(Forum.Mona));
        using var guest = Forum.Guest();

        Assert.Equal(["<i class=\"own-mark\">mine</i>", ""], await MarksAsync(bob, thread, "post-footer"));
        Assert.Equal(["<i class=\"own-mark\">mine</i>", ""], await MarksAsync(bob, row, "row-title"));
        Assert.NotEqual(mine.ThreadId, other.ThreadId);
        foreach (var visitor in new[] { mona, guest })
        {
            Assert.Equal(["", ""], await MarksAsync(visitor, thread, "post-footer"));
            Assert.Equal(["", ""], await MarksAsync(visitor, row, "row-title"));
        }
    }

    [Fact]
    public async Task Slots_in_the_circuit_of_the_layout_are_filled()
    {
        await using var drawn = new BunitContext();
        drawn.Services.AddLocalization();
        drawn.Services.AddLogging();
        drawn.Services.AddSingleton(new Slots([new SlotEntry(SlotNames.Live, typeof(OwnPart), 0), new SlotEntry(SlotNames.LiveDock, typeof(OwnPart), 0)]));

        Assert.Single(drawn.Render<LayoutLive>().FindAll("[data-own]"));
        Assert.Equal(2, drawn.Render<LayoutLive>(static layout => layout.Add(static live => live.HasDock, true)).FindAll("[data-own]").Count);
    }

    private static async Task<string[]> PartsAsync(Visitor visitor, string path)
    {
        var parts = (await visitor.GetAsync(path)).Body.Split("data-own=\"")[1..];
        return [.. parts.Select(static part => part[..part.IndexOf('"', StringComparison.Ordinal)])];
    }

    private static async Task<string[]> MarksAsync(Visitor visitor, string path, string slot)
    {
        var parts = (await visitor.GetAsync(path)).Body.Split($"<forum-slot name=\"{slot}\">")[1..];
        return [.. parts.Select(static part => part[..part.IndexOf("</forum-slot>", StringComparison.Ordinal)])];
    }

    private async Task<List<string>> NotesAsync(long postId)
    {
        await using var forum = await Forum.Get<IDbContextFactory<ForumDb>>().CreateDbContextAsync();
        await using var own = await OwnDb.BesideAsync(forum);
        return await own.Notes.Where(note => note.PostId == postId).Select(static note => note.Text).ToListAsync();
    }

    /// <summary>A forum with the room.</summary>
    public sealed class WithRoom : IAsyncLifetime
    {
        public CastForum Forum { get; } = new() { Replace = OwnRoom.Add };

        public ValueTask InitializeAsync() => Forum.InitializeAsync();

        public ValueTask DisposeAsync() => Forum.DisposeAsync();
    }
}
