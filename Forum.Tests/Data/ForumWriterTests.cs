using System.Collections.Concurrent;
using Forum.Core.Boards;
using Forum.Core.Data;
using Forum.Core.Live;
using Forum.Core.Posts;
using Forum.Core.Threads;
using Forum.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Forum.Tests.Data;

/// <summary>Acts that arrive while another is running share the next commit; each succeeds or fails alone.</summary>
public class ForumWriterTests(CastForum forum) : IClassFixture<CastForum>
{
    private ForumWriter Writer => forum.Get<ForumWriter>();

    [Fact]
    public async Task Of_acts_that_share_a_commit_the_failed_leave_nothing_and_the_others_are_kept()
    {
        await using var held = await HeldWriter.HoldAsync(Writer);

        var acts = Enumerable.Range(0, 12).Select(number => Writer.WriteAsync<Done>(async scope =>
        {
            scope.Db.Categories.Add(new Category { Name = $"Shared {number}" });
            await scope.Db.SaveChangesAsync(TestContext.Current.CancellationToken);
            return number % 3 == 0 ? Refusal.NotAllowed : number % 3 == 1 ? throw new InvalidOperationException($"Act {number}") : default(Done);
        })).ToList();
        await held.LetGoAsync();

        for (var number = 0; number < acts.Count; number++)
        {
            if (number % 3 == 1)
                Assert.Equal($"Act {number}", (await Assert.ThrowsAsync<InvalidOperationException>(() => acts[number])).Message);
            else
                Assert.Equal(number % 3 == 2, (await acts[number]).IsDone);
        }

        Assert.Equal(["Shared 11", "Shared 2", "Shared 5", "Shared 8"], await NamesAsync("Shared "));
    }

    [Fact]
    public async Task What_one_act_has_left_unsaved_is_not_saved_by_the_next()
    {
        await using var held = await HeldWriter.HoldAsync(Writer);

        var refused = Writer.WriteAsync<Done>(scope =>
        {
            scope.Db.Categories.Add(new Category { Name = "Unsaved 1" });
            return Task.FromResult<Outcome<Done>>(Refusal.NotAllowed);
        });
        var done = Writer.WriteAsync<Done>(scope =>
        {
            scope.Db.Categories.Add(new Category { Name = "Unsaved 2" });
            return Task.FromResult<Outcome<Done>>(default(Done));
        });
        await held.LetGoAsync();

        Assert.Equal((false, true), ((await refused).IsDone, (await done).IsDone));
        Assert.Equal(["Unsaved 2"], await NamesAsync("Unsaved "));
    }

    [Fact]
    public async Task An_act_that_is_given_up_while_it_waits_is_not_run()
    {
        await using var held = await HeldWriter.HoldAsync(Writer);
        using var giveUp = new CancellationTokenSource();
        var hasRun = false;

        var act = Writer.WriteAsync<Done>(
            _ =>
            {
                hasRun = true;
                return Task.FromResult<Outcome<Done>>(default(Done));
            },
            giveUp.Token);
        await giveUp.CancelAsync();
        await held.LetGoAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => act);
        Assert.False(hasRun);
    }

    [Fact]
    public async Task Events_are_told_in_the_order_of_the_acts()
    {
        var thread = await forum.ThreadAsync();
        var heard = new List<int>();
        using var listening = forum.Get<LiveFeed>().Subscribe(LiveChannel.Thread(thread.ThreadId), null, happened =>
        {
            heard.Add(((ReplyPosted)happened).Post.Number);
            return Task.CompletedTask;
        });

        var replies = await Task.WhenAll(Enumerable.Range(0, 60).Select(number =>
            Task.Run(() => forum.ReplyAsync(number % 2 == 0 ? forum.Bob : forum.Cleo, thread.ThreadId, $"Reply {number}"))));

        Assert.All(replies, static reply => Assert.True(reply.IsDone));
        await Eventually.HoldsAsync(() => heard.Count == 60, () => string.Join(' ', heard));
        Assert.Equal(Enumerable.Range(2, 60), heard);
        await forum.CountersAreRightAsync();
    }

    [Fact]
    public async Task What_is_told_is_there_for_everybody_who_asks()
    {
        var asking = new Asking();
        await using var own = new CastForum { Replace = services => services.AddSingleton<IAfterCommit<ReplyPosted>>(asking) };
        await own.InitializeAsync();
        asking.Databases = own.Get<IDbContextFactory<ForumDb>>();
        var thread = await own.ThreadAsync();

        await Task.WhenAll(Enumerable.Range(0, 20).Select(number => Task.Run(() => own.ReplyAsync(own.Bob, thread.ThreadId, $"Reply {number}"))));

        Assert.Equal(Enumerable.Repeat(true, 20), asking.Found);
    }

    private async Task<List<string>> NamesAsync(string beginning)
    {
        await using var db = await forum.Cast.OpenAsync();
        return await db.Categories.Where(category => category.Name.StartsWith(beginning)).Select(category => category.Name).Order().ToListAsync();
    }

    /// <summary>Looks for each reply it's notified of, over its own connection.</summary>
    private sealed class Asking : IAfterCommit<ReplyPosted>
    {
        public IDbContextFactory<ForumDb>? Databases { get; set; }

        public ConcurrentQueue<bool> Found { get; } = new();

        public async ValueTask HandleAsync(ReplyPosted happened)
        {
            await using var db = await Databases!.CreateDbContextAsync();
            Found.Enqueue(await db.Posts.AnyAsync(post => post.Id == happened.Post.Id));
        }
    }
}
