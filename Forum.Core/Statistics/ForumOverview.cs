using System.Diagnostics;
using System.Reflection;
using Forum.Core.Access;
using Forum.Core.Data;
using Forum.Core.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Forum.Core.Statistics;

/// <summary>The state of the forum, for administrators.</summary>
public sealed record OverviewFigures
{
    /// <summary>The forum's name.</summary>
    public required string Name { get; init; }

    /// <summary>When it was set up.</summary>
    public required DateTimeOffset FoundedAt { get; init; }

    /// <summary>The number of accounts.</summary>
    public required int Members { get; init; }

    /// <summary>The number of threads that aren't removed.</summary>
    public required int Threads { get; init; }

    /// <summary>The number of posts that aren't removed.</summary>
    public required int Posts { get; init; }

    /// <summary>The program's version.</summary>
    public required string Version { get; init; }

    /// <summary>The database figures.</summary>
    public required DatabaseFigures Database { get; init; }

    /// <summary>How long the process has been running.</summary>
    public required TimeSpan Uptime { get; init; }
}

/// <summary>Reads the state of the forum.</summary>
public sealed class ForumOverview(IDbContextFactory<ForumDb> databases, DatabaseFacts facts, TimeProvider clock)
{
    // Without the commit hash that the build appends after the plus sign.
    private static readonly string Version = typeof(ForumOverview).Assembly
        .GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "";

    /// <summary>The current figures; null if the viewer isn't an administrator.</summary>
    public async Task<OverviewFigures?> ReadAsync(Viewer viewer, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(viewer);
        if (!viewer.IsAdministrator)
            return null;
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var state = await db.State.AsNoTracking().FirstOrDefaultAsync(cancellation);
        if (state is null)
            return null;
        return new OverviewFigures
        {
            Name = state.Name,
            FoundedAt = state.FoundedAt,
            Members = state.MemberCount,
            Threads = await db.Boards.SumAsync(board => board.ThreadCount, cancellation),
            Posts = await db.Boards.SumAsync(board => board.PostCount, cancellation),
            Version = Version,
            Database = await facts.ReadAsync(cancellation),
            Uptime = Running(),
        };
    }

    private TimeSpan Running()
    {
        using var process = Process.GetCurrentProcess();
        return clock.GetUtcNow().UtcDateTime - process.StartTime.ToUniversalTime();
    }
}
