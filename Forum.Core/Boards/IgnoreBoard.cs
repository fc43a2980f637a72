using Forum.Core.Accounts;
using Forum.Core.Accounts.Choices;
using Forum.Core.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Forum.Core.Boards;

/// <summary>A member passes a board over: on the home page it stands folded at the end, and nothing of it is unread.</summary>
public sealed class IgnoredBoard
{
    /// <summary>The member.</summary>
    public required int MemberId { get; init; }

    /// <summary>The board.</summary>
    public required int BoardId { get; init; }
}

internal sealed class IgnoredBoardMapping : IEntityTypeConfiguration<IgnoredBoard>
{
    public void Configure(EntityTypeBuilder<IgnoredBoard> builder)
    {
        builder.ToTable("IgnoredBoards");
        builder.HasKey(ignored => new { ignored.MemberId, ignored.BoardId });
        builder.HasOne<Member>().WithMany().HasForeignKey(ignored => ignored.MemberId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<Board>().WithMany().HasForeignKey(ignored => ignored.BoardId).OnDelete(DeleteBehavior.Cascade);
    }
}

/// <summary>Passes a board over, or not any more.</summary>
public sealed class IgnoreBoard(ForumWriter writer)
{
    /// <summary>Passes it over, or not any more. A second time changes nothing.</summary>
    /// <param name="viewer">Who does. Also somebody whose account is held may.</param>
    /// <param name="boardId">The board; refused when the viewer may not see it.</param>
    /// <param name="isIgnored">Whether to pass it over.</param>
    /// <returns>The board's name in the address.</returns>
    public Task<Outcome<string>> RunAsync(Viewer viewer, int boardId, bool isIgnored, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(viewer);
        return writer.WriteAsync<string>(
            async scope =>
            {
                var actor = await MemberDirectory.CurrentAsync(scope.Db, viewer);
                if (actor.MemberId is not { } id)
                    return Refusal.SignInFirst;
                if (await BoardQueries.FindAsync(scope.Db, actor, boardId) is not { } board)
                    return Refusal.NotFound;
                await scope.Db.IgnoredBoards.Where(ignored => ignored.MemberId == id && ignored.BoardId == boardId).ExecuteDeleteAsync(cancellation);
                if (isIgnored)
                    scope.Db.IgnoredBoards.Add(new IgnoredBoard { MemberId = id, BoardId = boardId });
                await scope.Db.SaveChangesAsync(cancellation);
                scope.Raise(new MemberChoicesChanged(id));
                return board.Slug;
            },
            cancellation);
    }
}
