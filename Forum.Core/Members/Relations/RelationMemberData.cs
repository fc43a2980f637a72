using Forum.Core.Access;
using Forum.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace Forum.Core.Members.Relations;

/// <summary>Exports and deletes whom a member follows and has blocked, and who follows them.</summary>
public sealed class RelationMemberData : IMemberData
{
    /// <inheritdoc />
    public IReadOnlyCollection<Type> Tables { get; } = [typeof(MemberFollow), typeof(MemberBlock)];

    /// <inheritdoc />
    public async Task ExportAsync(MemberExport export, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(export);
        var (db, memberId) = (export.Db, export.MemberId);
        export.AddToAccount(new
        {
            Follows = await NamesAsync(db, db.MemberFollows.Where(follow => follow.FollowerId == memberId).Select(follow => follow.FollowedId), cancellation),
            Followers = await NamesAsync(db, db.MemberFollows.Where(follow => follow.FollowedId == memberId).Select(follow => follow.FollowerId), cancellation),
            Blocked = await NamesAsync(db, db.MemberBlocks.Where(block => block.MemberId == memberId).Select(block => block.BlockedId), cancellation),
        });
    }

    /// <inheritdoc />
    public async Task ForgetAsync(WriteScope scope, int memberId, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(scope);
        var db = scope.Db;
        await db.Users.Where(member => db.MemberFollows.Where(follow => follow.FollowerId == memberId).Select(follow => follow.FollowedId).Contains(member.Id))
            .ExecuteUpdateAsync(set => set.SetProperty(member => member.FollowerCount, member => member.FollowerCount - 1), cancellation);
        await db.MemberFollows.Where(follow => follow.FollowerId == memberId).ExecuteDeleteAsync(cancellation);
        await db.MemberFollows.Where(follow => follow.FollowedId == memberId).ExecuteDeleteAsync(cancellation);
        await db.MemberBlocks.Where(block => block.MemberId == memberId).ExecuteDeleteAsync(cancellation);
        await db.MemberBlocks.Where(block => block.BlockedId == memberId).ExecuteDeleteAsync(cancellation);
    }

    private static Task<List<string>> NamesAsync(ForumDb db, IQueryable<int> ids, CancellationToken cancellation) =>
        db.Users.Where(member => ids.Contains(member.Id)).Select(member => member.UserName!).ToListAsync(cancellation);
}
