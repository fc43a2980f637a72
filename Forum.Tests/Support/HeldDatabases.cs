using Forum.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace Forum.Tests.Support;

/// <summary>A forum's database, which opens when the test lets it.</summary>
/// <param name="before">Called before each opening; may fail.</param>
public sealed class HeldDatabases(IDbContextFactory<ForumDb> databases, Func<Task> before) : IDbContextFactory<ForumDb>
{
    public ForumDb CreateDbContext() => throw new NotSupportedException();

    public async Task<ForumDb> CreateDbContextAsync(CancellationToken cancellationToken = default)
    {
        await before();
        return await databases.CreateDbContextAsync(cancellationToken);
    }
}
