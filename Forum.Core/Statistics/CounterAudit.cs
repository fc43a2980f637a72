using Forum.Core.Access;
using Forum.Core.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Forum.Core.Statistics;

/// <summary>A counter that doesn't match its rows.</summary>
/// <param name="What">The counter and what it belongs to.</param>
/// <param name="Kept">The stored value.</param>
/// <param name="Counted">The value from the rows.</param>
public sealed record CounterError(string What, long? Kept, long? Counted);

/// <summary>
/// Compares the counters that acts maintain with the rows they count, once a day. They differ only after a bug or a
/// manual change in the database; either is logged.
/// </summary>
public sealed class CounterAudit(IDbContextFactory<ForumDb> databases, TimeProvider clock, ILogger<CounterAudit> log) : PeriodicJob(clock, log)
{
    /// <summary>
    /// Recounts everything. Reads all posts, so it takes seconds on a large forum; other work continues in the
    /// meantime.
    /// </summary>
    /// <returns>The wrong counters; normally none.</returns>
    public async Task<IReadOnlyList<CounterError>> CheckAsync(CancellationToken cancellation = default)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);

        // One snapshot for all counts, because acts continue in the meantime.
        await using var snapshot = await db.BeginSnapshotAsync(cancellation);
        List<CounterError> errors =
        [
            .. await ThreadsAsync(db, cancellation), .. await BoardsAsync(db, cancellation), .. await MembersAsync(db, cancellation),
            new("members", await db.State.Select(state => (long?)state.MemberCount).FirstOrDefaultAsync(cancellation) ?? 0, await db.Users.CountAsync(member => member.DeletedAt == null, cancellation)),
        ];
        return [.. errors.Where(error => error.Kept != error.Counted)];
    }

    private static async Task<IEnumerable<CounterError>> ThreadsAsync(ForumDb db, CancellationToken cancellation)
    {
        var errors = new List<CounterError>();
        foreach (var thread in await db.Threads
            .Select(thread => new
            {
                thread.Id,
                thread.PostCount,
                thread.LastNumber,
                Visible = db.Posts.Count(post => post.ThreadId == thread.Id && post.RemovedAt == null),
                Highest = db.Posts.Where(post => post.ThreadId == thread.Id).Max(post => (int?)post.Number) ?? 0,
                All = db.Posts.Count(post => post.ThreadId == thread.Id),
            })
            .Where(thread => thread.PostCount != thread.Visible || thread.LastNumber != thread.Highest || thread.All != thread.Highest)
            .ToListAsync(cancellation))
        {
            errors.Add(new($"posts of thread {thread.Id}", thread.PostCount, thread.Visible));
            errors.Add(new($"last number of thread {thread.Id}", thread.LastNumber, thread.Highest));
            errors.Add(new($"consecutive numbers of thread {thread.Id}", thread.Highest, thread.All));
        }

        return errors;
    }

    private static async Task<IEnumerable<CounterError>> BoardsAsync(ForumDb db, CancellationToken cancellation)
    {
        var errors = new List<CounterError>();
        foreach (var board in await db.Boards
            .Select(board => new
            {
                board.Id,
                board.ThreadCount,
                board.PostCount,
                Threads = db.Threads.Count(thread => thread.BoardId == board.Id && !thread.IsRemoved),
                Posts = db.Threads.Where(thread => thread.BoardId == board.Id && !thread.IsRemoved).Sum(thread => thread.PostCount),
            })
            .ToListAsync(cancellation))
        {
            errors.Add(new($"threads of board {board.Id}", board.ThreadCount, board.Threads));
            errors.Add(new($"posts of board {board.Id}", board.PostCount, board.Posts));
        }

        return errors;
    }

    // Members' public counters count what guests can read.
    private static async Task<IEnumerable<CounterError>> MembersAsync(ForumDb db, CancellationToken cancellation)
    {
        var threads = db.Threads.Where(thread => !thread.IsRemoved && thread.Board!.ReadRole == Role.Guest);
        var posts = db.Posts.Where(post => post.RemovedAt == null && threads.Any(thread => thread.Id == post.ThreadId));
        var members = await db.Users
            .Select(member => new
            {
                member.Id,
                member.PostCount,
                Posts = posts.Count(post => post.AuthorId == member.Id),
                member.ThreadCount,
                Threads = threads.Count(thread => thread.AuthorId == member.Id),
                member.ReactionCount,
                Reactions = posts.Where(post => post.AuthorId == member.Id).SelectMany(post => db.PostReactions.Where(reaction => reaction.PostId == post.Id)).Count(),
                member.FollowerCount,
                Followers = db.MemberFollows.Count(follow => follow.FollowedId == member.Id),
            })
            .Where(member => member.PostCount != member.Posts || member.ThreadCount != member.Threads || member.ReactionCount != member.Reactions || member.FollowerCount != member.Followers)
            .ToListAsync(cancellation);
        return members.SelectMany(member => (IEnumerable<CounterError>)
        [
            new($"posts of member {member.Id}", member.PostCount, member.Posts),
            new($"threads of member {member.Id}", member.ThreadCount, member.Threads),
            new($"reactions of member {member.Id}", member.ReactionCount, member.Reactions),
            new($"followers of member {member.Id}", member.FollowerCount, member.Followers),
        ]);
    }

    /// <inheritdoc />
    protected override TimeSpan Pause => TimeSpan.FromDays(1);

    /// <inheritdoc />
    protected override async Task RunDueAsync(CancellationToken cancellation)
    {
        foreach (var error in await CheckAsync(cancellation))
            Log.LogError("The counter {Counter} is {Kept}, but should be {Counted}", error.What, error.Kept, error.Counted);
    }
}
