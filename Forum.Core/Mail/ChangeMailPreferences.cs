using Forum.Core.Access;
using Forum.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace Forum.Core.Mail;

/// <summary>Opts members out of emails.</summary>
[SafeBesideOthers("single statements; the database sets and clears the topics")]
public sealed class ChangeMailPreferences(ForumWriter writer, Register<MailTopic> topics)
{
    /// <summary>Saves the viewer's choice.</summary>
    /// <param name="unwanted">The topics that the viewer opts out of; topics that the viewer doesn't get are
    /// ignored.</param>
    public Task<Outcome<Done>> RunAsync(Viewer viewer, MailTopics unwanted, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(viewer);
        return writer.WriteAsync<Done>(
            async scope =>
            {
                if (viewer.MemberId is not { } id)
                    return Refusal.SignInFirst;
                var actor = await MemberDirectory.CurrentAsync(scope.Db, viewer);
                var open = unwanted & MailTopic.SetOf(topics.All.Where(topic => !topic.IsOptIn && topic.IsFor(actor)));

                // What isn't registered was chosen while the forum had a room for it, and counts when it's back.
                var kept = ~MailTopic.SetOf(topics.All);
                await scope.Db.Users.Where(member => member.Id == id)
                    .ExecuteUpdateAsync(set => set.SetProperty(member => member.UnwantedMail, member => (member.UnwantedMail & kept) | open), cancellation);
                return default(Done);
            },
            cancellation);
    }

    /// <summary>
    /// Unsubscribes from a topic. Anyone with the link from such an email can, signed in or not. Idempotent.
    /// </summary>
    public Task<Outcome<Done>> UnsubscribeAsync(int memberId, MailTopics topic, CancellationToken cancellation = default) => writer.WriteAsync<Done>(
        async scope =>
        {
            var changed = await scope.Db.Users
                .Where(member => member.Id == memberId)
                .ExecuteUpdateAsync(set => set.SetProperty(member => member.UnwantedMail, member => member.UnwantedMail | topic), cancellation);

            // Opt-in emails are turned off by clearing the opt-in.
            await scope.Db.MemberPreferences.Where(choices => choices.MemberId == memberId)
                .ExecuteUpdateAsync(set => set.SetProperty(choices => choices.WantedMail, choices => choices.WantedMail & ~topic), cancellation);
            return changed == 0 ? Refusal.NotFound : default(Done);
        },
        cancellation);
}
