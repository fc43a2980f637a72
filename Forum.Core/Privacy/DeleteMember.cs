using Forum.Core.Access;
using Forum.Core.Data;
using Forum.Core.Mail;
using Microsoft.EntityFrameworkCore;

namespace Forum.Core.Privacy;

/// <summary>
/// Deletes an account and everything that identifies its member (<see cref="IMemberData"/>), permanently. The row stays
/// without a name, for the content: that stays under "former member" or is removed too, depending on the settings. For
/// the background job only.
/// </summary>
[ReliesOnSingleWriter("checks that another administrator remains")]
public sealed class DeleteMember(ForumWriter writer, DeletedMemberContent writings, IEnumerable<IMemberData> rooms)
{
    /// <summary>
    /// Deletes an account that is due; does nothing if the member changed their mind. When canceled between steps, the
    /// next run repeats them.
    /// </summary>
    public async Task<Outcome<Done>> RunAsync(int memberId, CancellationToken cancellation = default)
    {
        await writings.RemoveAsync(memberId, cancellation);
        return await writer.WriteAsync<Done>(
            async scope =>
            {
                var member = await scope.Db.Users.FirstOrDefaultAsync(member => member.Id == memberId && member.DeletionDueAt <= scope.Now, cancellation);
                if (member is null)
                    return Refusal.NotFound;
                if (member.Role == Role.Administrator && !await Administrators.StayAsync(scope.Db, memberId, cancellation))
                    return Refusal.NotAllowed;
                var (name, address) = (member.UserName!, member.Email);
                await ForgetAsync(scope, memberId, cancellation);
                member.Empty(scope.Now);
                await scope.Db.SaveChangesAsync(cancellation);
                await CountAsync(scope.Db, name, cancellation);
                if (address is not null)
                    await MailOutbox.AddAsync(scope, PrivacyMails.AccountDeleted, address, null, ("name", name));
                scope.Raise(new MemberStatusChanged(memberId));
                return default(Done);
            },
            cancellation);
    }

    /// <summary>Deletes an account that was never confirmed, including its row: no one has seen it.</summary>
    public Task<Outcome<Done>> RunUnconfirmedAsync(int memberId, CancellationToken cancellation = default) => writer.WriteAsync<Done>(
        async scope =>
        {
            var name = await scope.Db.Users.Where(member => member.Id == memberId && member.AwaitsConfirmation && !scope.Db.Posts.Any(post => post.AuthorId == memberId))
                .Select(member => member.UserName).FirstOrDefaultAsync(cancellation);
            if (name is null)
                return Refusal.NotFound;
            await ForgetAsync(scope, memberId, cancellation);
            await scope.Db.Users.Where(member => member.Id == memberId).ExecuteDeleteAsync(cancellation);
            await CountAsync(scope.Db, name, cancellation);
            scope.Raise(new MemberStatusChanged(memberId));
            return default(Done);
        },
        cancellation);

    private async Task ForgetAsync(WriteScope scope, int memberId, CancellationToken cancellation)
    {
        foreach (var room in rooms.OrderByDescending(static room => room.Order))
            await room.ForgetAsync(scope, memberId, cancellation);
    }

    private static async Task CountAsync(ForumDb db, string name, CancellationToken cancellation)
    {
        await db.State.ExecuteUpdateAsync(set => set.SetProperty(state => state.MemberCount, state => state.MemberCount - 1), cancellation);
        var newest = await db.Users.Where(member => member.DeletedAt == null).OrderByDescending(member => member.Id).Select(member => member.UserName).FirstOrDefaultAsync(cancellation);
        await db.State.Where(state => state.NewestMemberName == name)
            .ExecuteUpdateAsync(set => set.SetProperty(state => state.NewestMemberName, newest), cancellation);
    }
}
