using Forum.Core.Access;
using Forum.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace Forum.Core.Boards;

/// <summary>All categories and boards for administrators to arrange, including archived ones.</summary>
public sealed class BoardStructure(IDbContextFactory<ForumDb> databases)
{
    /// <summary>
    /// The categories in order, each with its boards in order; empty if the viewer isn't an administrator.
    /// </summary>
    public async Task<IReadOnlyList<(Category Category, IReadOnlyList<Board> Boards)>> ReadAsync(Viewer viewer, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(viewer);
        if (!viewer.IsAdministrator)
            return [];
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var categories = await db.Categories.AsNoTracking().OrderBy(c => c.Position).ThenBy(c => c.Id).ToListAsync(cancellation);
        var boards = await db.Boards.AsNoTracking().OrderBy(b => b.Position).ThenBy(b => b.Id).ToListAsync(cancellation);
        var byCategory = boards.ToLookup(board => board.CategoryId);
        return [.. categories.Select(category => (category, (IReadOnlyList<Board>)[.. byCategory[category.Id]]))];
    }
}
