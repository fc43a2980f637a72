using Forum.Core.Access;
using Forum.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace Forum.Core.Site;

/// <summary>Whether the dashboard shows the list of first steps for a new forum.</summary>
[SafeBesideOthers("a single statement; writes what it was given")]
public sealed class FirstSteps(IDbContextFactory<ForumDb> databases, ForumWriter writer)
{
    /// <summary>Whether it's shown: until an administrator hides it.</summary>
    public async Task<bool> AreShownAsync(CancellationToken cancellation = default)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        return await db.State.AnyAsync(state => state.FirstStepsHiddenAt == null, cancellation);
    }

    /// <summary>Shows or hides it, for all administrators. Administrators only.</summary>
    public Task<Outcome<Done>> ShowAsync(Viewer viewer, bool isShown, CancellationToken cancellation = default) => writer.WriteAsync<Done>(
        async scope =>
        {
            var actor = await MemberDirectory.CurrentAsync(scope.Db, viewer);
            if (!actor.IsAdministrator)
                return actor.RefusalToAct ?? Refusal.NotFound;
            DateTimeOffset? hiddenAt = isShown ? null : scope.Now;
            await scope.Db.State.ExecuteUpdateAsync(set => set.SetProperty(state => state.FirstStepsHiddenAt, hiddenAt), cancellation);
            return default(Done);
        },
        cancellation);
}
