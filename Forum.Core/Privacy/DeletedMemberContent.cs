using Forum.Core.Access;
using Forum.Core.Accounts.Registration;
using Forum.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace Forum.Core.Privacy;

/// <summary>
/// Removes the content of a member who is about to be deleted (<see cref="IMemberContent"/>): what's always removed,
/// and the rest if the settings say so. Works in small batches, so that the forum stays responsive.
/// </summary>
[ReliesOnSingleWriter("counts the posts and reactions that it has read")]
public sealed class DeletedMemberContent(IDbContextFactory<ForumDb> databases, ForumWriter writer, IEnumerable<IMemberContent> rooms)
{
    /// <summary>Removes what has to go.</summary>
    /// <param name="memberId">The member; nothing happens if the deletion isn't due.</param>
    public async Task RemoveAsync(int memberId, CancellationToken cancellation = default)
    {
        foreach (var content in rooms.Where(static content => content.AlwaysGoes))
            await RemoveAsync(content, memberId, cancellation);
        await using (var db = await databases.CreateDbContextAsync(cancellation))
        {
            if ((await AccountPolicy.CurrentAsync(db, cancellation)).FormerPosts != FormerPosts.Go)
                return;
        }

        foreach (var content in rooms.Where(static content => !content.AlwaysGoes))
            await RemoveAsync(content, memberId, cancellation);
    }

    private async Task RemoveAsync(IMemberContent content, int memberId, CancellationToken cancellation)
    {
        for (long? last = 0; last is { } after;)
            last = (await writer.WriteAsync<long?>(scope => RemoveNextAsync(content, scope, memberId, after, cancellation), cancellation)).Value;
    }

    // Checked in each batch: the member may change their mind in the middle, and whatever is left then stays.
    private static async Task<Outcome<long?>> RemoveNextAsync(IMemberContent content, WriteScope scope, int memberId, long after, CancellationToken cancellation)
    {
        long? next = await scope.Db.Users.AnyAsync(member => member.Id == memberId && member.DeletionDueAt <= scope.Now, cancellation)
            ? await content.RemoveNextAsync(scope, memberId, after, cancellation)
            : null;
        return next;
    }
}
