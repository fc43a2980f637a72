using Forum.Core.Access;
using Forum.Core.Data;
using Forum.Core.Text;
using Microsoft.EntityFrameworkCore;

namespace Forum.Core.Threads.History;

/// <summary>A thread that the viewer has viewed.</summary>
/// <param name="ViewedAt">When it was last viewed.</param>
public sealed record ViewedThreadView(int ThreadId, string Title, string Slug, string BoardName, DateTimeOffset ViewedAt);

/// <summary>A page of the viewer's history.</summary>
/// <param name="IsKept">Whether the viewer's history is turned on.</param>
/// <param name="Threads">The threads, newest first.</param>
/// <param name="Total">The total count, or the number of search results.</param>
public sealed record ViewHistoryPage(bool IsKept, IReadOnlyList<ViewedThreadView> Threads, int Total);

/// <summary>
/// The threads that the viewer has viewed: lists, searches, clears and turns off the history. What the viewer can no
/// longer see isn't listed.
/// </summary>
/// <param name="history">What hasn't been written yet.</param>
[SafeBesideOthers("single statements; writes what it was given")]
public sealed class MyViewHistory(IDbContextFactory<ForumDb> databases, ForumWriter writer, ViewHistory history)
{
    /// <summary>The number of threads on a page.</summary>
    public const int PageSize = 25;

    /// <summary>The maximum length of the search text, in characters.</summary>
    public const int MaxSearchLength = 100;

    /// <summary>A page of the viewer's history; empty for a guest.</summary>
    /// <param name="search">Part of the title; case-insensitive; empty for all. Truncated to
    /// <see cref="MaxSearchLength"/>.</param>
    /// <param name="page">The page, from 1.</param>
    public async Task<ViewHistoryPage> PageAsync(Viewer viewer, string? search, int page, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(viewer);
        if (viewer.MemberId is not { } memberId)
            return new ViewHistoryPage(false, [], 0);
        await using var db = await databases.CreateDbContextAsync(cancellation);
        if (await db.Users.AnyAsync(member => member.Id == memberId && member.WithoutViewHistory, cancellation))
            return new ViewHistoryPage(false, [], 0);

        // A few hundred at most: sorted and searched in memory, where case-insensitivity covers every script.
        var times = await db.ViewedThreads.Where(viewed => viewed.MemberId == memberId).ToDictionaryAsync(viewed => viewed.ThreadId, viewed => viewed.ViewedAt, cancellation);
        foreach (var (threadId, at) in history.Waiting(memberId))
            times[threadId] = at;
        var found = await ThreadsAsync(db, viewer, times, cancellation);
        if (search?.Trim() is { Length: > 0 } text)
        {
            var part = ShownText.Beginning(text, MaxSearchLength);
            found = [.. found.Where(thread => thread.Title.Contains(part, StringComparison.OrdinalIgnoreCase))];
        }

        var newest = found.OrderByDescending(thread => thread.ViewedAt).ThenByDescending(thread => thread.ThreadId);
        return new ViewHistoryPage(true, [.. newest.Skip((Math.Max(1, page) - 1) * PageSize).Take(PageSize)], found.Count);
    }

    /// <summary>Clears the viewer's history.</summary>
    public Task<Outcome<Done>> ClearAsync(Viewer viewer, CancellationToken cancellation = default) =>
        ForgetAsync(viewer, static (_, _) => Task.CompletedTask, cancellation);

    /// <summary>Turns the history on or off; turning it off clears it.</summary>
    public Task<Outcome<Done>> SwitchAsync(Viewer viewer, bool isKept, CancellationToken cancellation = default) => ForgetAsync(
        viewer,
        (db, memberId) => db.Users.Where(member => member.Id == memberId)
            .ExecuteUpdateAsync(set => set.SetProperty(member => member.WithoutViewHistory, !isKept), cancellation),
        cancellation);

    private static async Task<List<ViewedThreadView>> ThreadsAsync(
        ForumDb db, Viewer viewer, Dictionary<int, DateTimeOffset> times, CancellationToken cancellation)
    {
        var (role, seesRemoved, ids) = (viewer.Role, viewer.IsModerator, times.Keys.ToArray());
        var rows = await db.Threads
            .Where(thread => ids.Contains(thread.Id) && thread.Board!.ReadRole <= role && (seesRemoved || !thread.IsRemoved))
            .Select(thread => new { thread.Id, thread.Title, thread.Slug, Board = thread.Board!.Name })
            .ToListAsync(cancellation);
        return [.. rows.Select(row => new ViewedThreadView(row.Id, row.Title, row.Slug, row.Board, times[row.Id]))];
    }

    private Task<Outcome<Done>> ForgetAsync(Viewer viewer, Func<ForumDb, int, Task> act, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(viewer);
        return writer.WriteAsync<Done>(
            async scope =>
            {
                if (viewer.MemberId is not { } memberId)
                    return Refusal.SignInFirst;
                history.Forget(memberId);
                await scope.Db.ViewedThreads.Where(viewed => viewed.MemberId == memberId).ExecuteDeleteAsync(cancellation);
                await act(scope.Db, memberId);
                return default(Done);
            },
            cancellation);
    }
}
