using Forum.Core.Data;
using Forum.Core.Live;
using Microsoft.EntityFrameworkCore;

namespace Forum.Core.Access;

/// <summary>What every page needs to know about the forum.</summary>
/// <param name="IsSetUp">Whether there is an administrator; until then there is only the setup page.</param>
public sealed record ForumFacts(string Name, bool IsSetUp)
{
    /// <summary>What the forum is about, in plain text; may be empty.</summary>
    public string Description { get; init; } = "";

    /// <summary>What the home page shows first.</summary>
    public HomeTab HomeTab { get; init; }
}

/// <summary>The numbers on the home page.</summary>
/// <param name="Members">The number of accounts.</param>
/// <param name="NewestMemberName">The name of the newest member.</param>
public sealed record ForumFigures(int Members, string? NewestMemberName);

/// <summary>Reads facts about the forum; those on every page are cached.</summary>
public sealed class ForumInfo(IDbContextFactory<ForumDb> databases, ChangeCounters changes) : IDisposable
{
    private readonly ViewCache<int, ForumFigures> _figures = new(changes, 1);
    private readonly CachedValue<ForumFacts> _facts = new(changes);

    /// <summary>The name and description, and whether the forum is set up.</summary>
    public ValueTask<ForumFacts> FactsAsync(CancellationToken cancellation = default) => _facts.GetAsync(ReadFactsAsync, cancellation);

    /// <summary>The numbers on the home page.</summary>
    public async ValueTask<ForumFigures> FiguresAsync(CancellationToken cancellation = default) =>
        await _figures.FindAsync(LiveChannel.Members, 0, async () =>
        {
            await using var db = await databases.CreateDbContextAsync();
            return await db.State.Select(state => new ForumFigures(state.MemberCount, state.NewestMemberName)).FirstOrDefaultAsync();
        }, cancellation) ?? new ForumFigures(0, null);

    /// <inheritdoc />
    public void Dispose() => _figures.Dispose();

    private async Task<ForumFacts> ReadFactsAsync()
    {
        await using var db = await databases.CreateDbContextAsync();
        var state = await db.State.AsNoTracking().FirstOrDefaultAsync();
        return new ForumFacts(state?.Name ?? "Forum", state is not null && await Administrators.ExistAsync(db, CancellationToken.None))
        {
            Description = state?.Description ?? "",
            HomeTab = state?.HomeTab ?? HomeTab.Boards,
        };
    }
}

/// <summary>The forum was set up, or its general settings changed.</summary>
public sealed record ForumRenamed : ForumEvent
{
    /// <inheritdoc />
    public override bool ChangesEveryPage => true;
}
