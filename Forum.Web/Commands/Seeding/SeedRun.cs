using System.Globalization;
using System.Security.Cryptography;
using System.Threading.Channels;
using Forum.Core.Access;
using Forum.Core.Accounts.Registration;
using Forum.Core.Boards;
using Forum.Core.Chat;
using Forum.Core.Data;
using Forum.Core.Posts;
using Forum.Core.Posts.Reactions;
using Forum.Core.Search.Sqlite;
using Forum.Core.Site;
using Microsoft.EntityFrameworkCore;

namespace Forum.Web.Commands.Seeding;

/// <summary>How much to create.</summary>
/// <param name="Replies">Replies per thread, on average.</param>
/// <param name="LongThread">The number of posts in one extra thread; 0 for none.</param>
/// <param name="Password">The password of the administrator, if one is created, and of the new members. Null: a random
/// one for the administrator, none for members.</param>
internal sealed record SeedWishes(int Members, int Threads, int Replies, int LongThread, string? Password)
{
    /// <summary>The resulting number of posts.</summary>
    public long Posts => ((long)Threads * (Replies + 1)) + LongThread;
}

/// <summary>
/// Fills the forum: sets it up if needed, then adds members, threads and posts in chronological order, and some chat.
/// </summary>
/// <param name="services">The forum's services without its pages.</param>
/// <param name="told">Receives the progress.</param>
internal sealed class SeedRun(IServiceProvider services, SeedWishes wishes, ISeedProgress told)
{
    private const int BatchSize = 2000;
    private const int ChatMessages = 60;
    private const int MaxReacting = 200;
    private const string AdministratorName = "admin";
    private static readonly TimeSpan Past = TimeSpan.FromDays(730);

    private readonly DateTimeOffset _now = services.GetRequiredService<TimeProvider>().GetUtcNow();
    private int _seed;

    /// <summary>Runs the seed.</summary>
    /// <exception cref="StartRefusedException">The forum can't be filled in its current state; the message says why.</exception>
    public async Task RunAsync(CancellationToken cancellation)
    {
        await using (var db = await OpenAsync(cancellation))
        {
            // A second run produces different texts; on a new forum, they are always the same.
            _seed = 20_240_601 + (await db.Users.CountAsync(cancellation) * 31) + await db.Threads.CountAsync(cancellation);
        }

        var isSetUp = (await services.GetRequiredService<ForumInfo>().FactsAsync(cancellation)).IsSetUp;
        if (!isSetUp)
            await SetUpAsync(cancellation);
        var people = await ImportMembersAsync(withModerators: !isSetUp, cancellation);
        var boards = await BoardsAsync(people, cancellation);
        var plan = new SeedPlan(_seed, _now - Past, _now, [.. people.Select(one => one.Asked.JoinedAt)], boards);
        plan.Make(wishes.Threads, wishes.Replies, wishes.LongThread);
        await ImportPostsAsync(plan, people, cancellation);
        if (wishes.LongThread > 0)
            told.Say(string.Create(CultureInfo.InvariantCulture, $"The long thread is /t/{plan.Threads[^1].Row.Id}."));
        await ReactAsync(people, cancellation);
        await ChatAsync(people, boards, cancellation);

        // Merge the search index, as it would be in a forum that grew to this size over time.
        while (await services.GetRequiredService<MergeIndex>().RunStepAsync(cancellation))
            await Task.Yield();
    }

    private async Task SetUpAsync(CancellationToken cancellation)
    {
        var password = wishes.Password ?? RandomNumberGenerator.GetString("abcdefghjkmnpqrstuvwxyz23456789", 16);
        var outcome = await services.GetRequiredService<SetUpForum>().RunAsync(
            new ForumSetup("The Millpond", new NewMember(AdministratorName, "admin@example.org", password), AddExampleBoards: false), cancellation);
        await SeedBoards.MakeAsync(services.GetRequiredService<ArrangeBoards>(), Done(outcome), cancellation);
        told.Say(wishes.Password is null
            ? $"The forum is set up. Sign in as {AdministratorName} with the password {password} (it won't be shown again)."
            : $"The forum is set up. Sign in as {AdministratorName} with the password you gave.");
    }

    private async Task<List<(ImportedMember Asked, Viewer Member)>> ImportMembersAsync(bool withModerators, CancellationToken cancellation)
    {
        var import = services.GetRequiredService<ImportMembers>();
        var invent = new SeedPeople(_seed);
        var people = new List<(ImportedMember, Viewer)>(wishes.Members);
        told.Begin("members", wishes.Members);
        while (people.Count < wishes.Members)
        {
            // Skip names that are taken and invent others.
            var batch = Enumerable.Range(people.Count, Math.Min(BatchSize, wishes.Members - people.Count))
                .Select(i => invent.Invent(JoinedAt(i)) with { Role = withModerators && i < 2 ? Role.Moderator : Role.Member })
                .ToList();
            var added = Done(await import.RunAsync(batch, wishes.Password, cancellation));
            people.AddRange(added);
            told.Advance(added.Count);
        }

        return people;
    }

    private DateTimeOffset JoinedAt(int place) => _now - Past + (Past * 0.98 * Math.Pow((double)place / wishes.Members, 1.2));

    private async Task<List<SeededBoard>> BoardsAsync(List<(ImportedMember Asked, Viewer Member)> people, CancellationToken cancellation)
    {
        await using var db = await OpenAsync(cancellation);
        var boards = await db.Boards.AsNoTracking()
            .Where(board => board.ArchivedAt == null && board.Category!.ArchivedAt == null)
            .OrderBy(board => board.Id)
            .ToListAsync(cancellation);
        var seeded = boards
            .Select(board => new SeededBoard(
                board.Id,
                SeedTopics.For(board.Name, board.Id),
                Those(people, board.StartRole),
                Those(people, board.ReplyRole > board.ReadRole ? board.ReplyRole : board.ReadRole)))
            .Where(board => board.Starters.Length > 0 && board.Repliers.Length > 0)
            .ToList();
        return seeded.Count > 0
            ? seeded
            : throw new StartRefusedException("There's no board where members can start threads. Create one first, under Administration.");
    }

    private static int[] Those(List<(ImportedMember Asked, Viewer Member)> people, Role role) =>
        [.. Enumerable.Range(0, people.Count).Where(i => people[i].Member.Role >= role)];

    // Write one batch while rendering the next.
    private async Task ImportPostsAsync(SeedPlan plan, List<(ImportedMember Asked, Viewer Member)> people, CancellationToken cancellation)
    {
        var import = services.GetRequiredService<ImportPosts>();
        var rendered = Channel.CreateBounded<RenderedPosts>(2);
        told.Begin("posts", plan.Posts.Count);
        var rendering = Task.Run(
            async () =>
            {
                Exception? failure = null;
                try
                {
                    foreach (var batch in plan.Posts.Chunk(BatchSize))
                        await rendered.Writer.WriteAsync(Done(await import.RenderAsync(WriteTexts(plan, people, batch), cancellation)), cancellation);
                }
                catch (Exception error)
                {
                    failure = error;
                }

                rendered.Writer.Complete(failure);
            },
            cancellation);
        await foreach (var batch in rendered.Reader.ReadAllAsync(cancellation))
        {
            Done(await import.WriteAsync(batch, cancellation));
            told.Advance(batch.Count);
        }

        await rendering;
    }

    private ImportedPost[] WriteTexts(SeedPlan plan, List<(ImportedMember Asked, Viewer Member)> people, PlannedPost[] batch)
    {
        var texts = new SeedTexts(_seed);
        var posts = new ImportedPost[batch.Length];
        Parallel.For(0, batch.Length, i =>
        {
            var post = batch[i];
            var thread = plan.Threads[post.Thread];
            posts[i] = new ImportedPost(
                thread.Row,
                people[post.Author].Member.MemberId,
                new DateTimeOffset(post.Ticks, TimeSpan.Zero),
                texts.Write(thread.Board.Topic, thread.Thing, post.Thread, post.Number, Earlier(texts, thread, post, people)));
        });
        return posts;
    }

    // About every third reply answers a particular post, usually a recent one, and never the author's own.
    private static SeedEarlier? Earlier(SeedTexts texts, PlannedThread thread, PlannedPost post, List<(ImportedMember Asked, Viewer Member)> people)
    {
        var number = texts.Answered(post.Thread, post.Number);
        return number == 0 || thread.Authors[number - 1] == post.Author
            ? null
            : new SeedEarlier(people[thread.Authors[number - 1]].Member.Name, texts.FirstSentence(thread.Board.Topic, thread.Thing, post.Thread, number));
    }

    private async Task ReactAsync(List<(ImportedMember Asked, Viewer Member)> people, CancellationToken cancellation)
    {
        await using var db = await OpenAsync(cancellation);
        Viewer[] members = [.. people.Take(MaxReacting).Select(static one => one.Member)];
        await new SeedReactions(db, services.GetRequiredService<ReactToPost>(), members, _seed).AddAsync(cancellation);
    }

    private async Task ChatAsync(List<(ImportedMember Asked, Viewer Member)> people, List<SeededBoard> boards, CancellationToken cancellation)
    {
        await using var db = await OpenAsync(cancellation);
        var roomId = await db.ChatRooms
            .Where(room => room.ArchivedAt == null && room.WriteRole <= Role.Member)
            .OrderBy(room => room.Position).ThenBy(room => room.Id)
            .Select(room => (int?)room.Id)
            .FirstOrDefaultAsync(cancellation);
        if (roomId is null)
            return;
        var messages = SeedTexts.Chat(_seed, ChatMessages, _now, boards, [.. people.Select(one => one.Member)]);
        Done(await services.GetRequiredService<ImportChat>().RunAsync(roomId.Value, messages, cancellation));
    }

    private Task<ForumDb> OpenAsync(CancellationToken cancellation) =>
        services.GetRequiredService<IDbContextFactory<ForumDb>>().CreateDbContextAsync(cancellation);

    private static T Done<T>(Outcome<T> outcome) => outcome.IsDone
        ? outcome.Value
        : throw new StartRefusedException(string.Format(CultureInfo.InvariantCulture, outcome.Refusal!.Text, outcome.Refusal.Arguments));
}
