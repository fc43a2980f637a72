using Forum.Core.Access;
using Forum.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace Forum.Core.Boards;

/// <summary>Exports and deletes which boards a member ignores.</summary>
public sealed class BoardMemberData : IMemberData
{
    /// <inheritdoc />
    public IReadOnlyCollection<Type> Tables { get; } = [typeof(IgnoredBoard)];

    /// <inheritdoc />
    public async Task ExportAsync(MemberExport export, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(export);
        export.AddToAccount(new
        {
            IgnoredBoards = await export.Db.IgnoredBoards.Where(ignored => ignored.MemberId == export.MemberId)
                .Select(ignored => ignored.BoardId).ToListAsync(cancellation),
        });
    }

    /// <inheritdoc />
    public Task ForgetAsync(WriteScope scope, int memberId, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(scope);
        return scope.Db.IgnoredBoards.Where(ignored => ignored.MemberId == memberId).ExecuteDeleteAsync(cancellation);
    }
}
