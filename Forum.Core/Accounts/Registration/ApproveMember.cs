using Forum.Core.Access;
using Forum.Core.Data;
using Forum.Core.Mail;
using Microsoft.EntityFrameworkCore;

namespace Forum.Core.Accounts.Registration;

/// <summary>Approves a member who registered while registration required approval. Administrators only.</summary>
[ReliesOnSingleWriter("a member approved twice would get two emails")]
public sealed class ApproveMember(ForumWriter writer)
{
    /// <summary>Approves the member and notifies them by email. Refused if the member isn't waiting for approval.</summary>
    public Task<Outcome<Done>> RunAsync(Viewer viewer, int memberId, CancellationToken cancellation = default) => writer.WriteAsync<Done>(
        async scope =>
        {
            var actor = await MemberDirectory.CurrentAsync(scope.Db, viewer);
            if (!actor.IsAdministrator)
                return actor.RefusalToAct ?? Refusal.NotFound;
            var member = await scope.Db.Users.FirstOrDefaultAsync(member => member.Id == memberId && member.AwaitsApproval, cancellation);
            if (member is null)
                return Refusal.NotFound;
            member.AwaitsApproval = false;
            await scope.Db.SaveChangesAsync(cancellation);
            await MailOutbox.AddAsync(scope, AccountMails.MemberApproved, member.Email!, member.Id);
            scope.Raise(new MemberStatusChanged(memberId));
            return default(Done);
        },
        cancellation);
}
