using Forum.Core.Access;
using Forum.Core.Data;
using Forum.Core.Text;
using Microsoft.EntityFrameworkCore;

namespace Forum.Core.Site;

/// <summary>Renames the forum. Administrators only.</summary>
[SafeBesideOthers("a single statement; writes what it was given")]
public sealed class RenameForum(ForumWriter writer)
{
    /// <summary>Renames it.</summary>
    /// <param name="name">The name, up to <see cref="ForumState.MaxNameLength"/> characters.</param>
    public Task<Outcome<Done>> RunAsync(Viewer viewer, string? name, CancellationToken cancellation = default)
    {
        var clean = WritingRules.CleanTitle(name);
        if (SetUpForum.CheckName(clean) is { } refusal)
            return Task.FromResult<Outcome<Done>>(refusal);
        return writer.WriteAsync<Done>(
            async scope =>
            {
                var actor = await MemberDirectory.CurrentAsync(scope.Db, viewer);
                if (!actor.IsAdministrator)
                    return actor.RefusalToAct ?? Refusal.NotFound;
                await scope.Db.State.ExecuteUpdateAsync(set => set.SetProperty(state => state.Name, clean), cancellation);
                scope.Raise(new ForumRenamed());
                return default(Done);
            },
            cancellation);
    }
}
