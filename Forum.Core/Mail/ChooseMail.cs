using Forum.Core.Accounts;
using Forum.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace Forum.Core.Mail;

/// <summary>Which mails a member does without.</summary>
public sealed class ChooseMail(ForumWriter writer)
{
    /// <summary>Keeps the viewer's choice.</summary>
    /// <param name="unwanted">The mails that the viewer does without; topics that the viewer gets no mails of are passed over.</param>
    public Task<Outcome<Done>> RunAsync(Viewer viewer, MailTopics unwanted, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(viewer);
        return writer.WriteAsync<Done>(
            async scope =>
            {
                if (viewer.MemberId is not { } id)
                    return Refusal.SignInFirst;
                var actor = await MemberDirectory.CurrentAsync(scope.Db, viewer);
                var open = actor.IsAdministrator ? unwanted : unwanted & ~MailTopics.Staff;
                await scope.Db.Users.Where(member => member.Id == id)
                    .ExecuteUpdateAsync(set => set.SetProperty(member => member.UnwantedMail, open), cancellation);
                return default(Done);
            },
            cancellation);
    }

    /// <summary>Ends the mails of a topic. Whoever has the link out of such a mail may, signed in or not; a second time changes nothing.</summary>
    /// <param name="memberId">The member, as the link says.</param>
    /// <param name="topic">The topic, as the link says.</param>
    public Task<Outcome<Done>> UnsubscribeAsync(int memberId, MailTopics topic, CancellationToken cancellation = default) => writer.WriteAsync<Done>(
        async scope =>
        {
            var changed = await scope.Db.Users
                .Where(member => member.Id == memberId)
                .ExecuteUpdateAsync(set => set.SetProperty(member => member.UnwantedMail, member => member.UnwantedMail | topic), cancellation);

            // Mails that come to those who ask for them are asked for no more.
            await scope.Db.MemberChoices.Where(choices => choices.MemberId == memberId)
                .ExecuteUpdateAsync(set => set.SetProperty(choices => choices.WantedMail, choices => choices.WantedMail & ~topic), cancellation);
            return changed == 0 ? Refusal.NotFound : default(Done);
        },
        cancellation);
}
