using System.Diagnostics;
using System.Reflection;
using Forum.Core.Accounts;
using Forum.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace Forum.Core.Stats;

/// <summary>How the forum is doing, for those who run it.</summary>
public sealed record OverviewFigures
{
    /// <summary>The forum's name.</summary>
    public required string Name { get; init; }

    /// <summary>When it was set up.</summary>
    public required DateTimeOffset FoundedAt { get; init; }

    /// <summary>Accounts.</summary>
    public required int Members { get; init; }

    /// <summary>Threads that are not removed.</summary>
    public required int Threads { get; init; }

    /// <summary>Posts that are not removed.</summary>
    public required int Posts { get; init; }

    /// <summary>The program's version.</summary>
    public required string Version { get; init; }

    /// <summary>How the database is doing.</summary>
    public required DatabaseFigures Database { get; init; }

    /// <summary>How long the program has been running.</summary>
    public required TimeSpan Uptime { get; init; }
}

/// <summary>Reads how the forum is doing.</summary>
/// <param name="facts">Knows the database itself.</param>
public sealed class ForumOverview(IDbContextFactory<ForumDb> databases, DatabaseFacts facts, TimeProvider clock)
{
    // Without the commit that the build adds behind the plus sign.
    private static readonly string Version = typeof(ForumOverview).Assembly
        .GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "";

    /// <summary>The figures as of now; null for anyone who is not an administrator.</summary>
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
