using Forum.Core.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Forum.Core.Access;

/// <summary>
/// Updates the lookup keys of an older database to mailboxes. If two members confirmed the same mailbox, both keep it
/// and a warning is logged.
/// </summary>
public sealed class MailboxUpgrade(ILogger<MailboxUpgrade> log) : IAfterMigration
{
    /// <inheritdoc />
    public async Task RunAsync(ForumDb db, CancellationToken cancellation)
    {
        var old = new List<(int Id, string Key)>();
        await foreach (var member in db.Users.Where(member => member.NormalizedEmail != null).Select(member => new { member.Id, Email = member.NormalizedEmail! }).AsAsyncEnumerable().WithCancellation(cancellation))
        {
            if (Mailboxes.Key(member.Email) is var key && key != member.Email)
                old.Add((member.Id, key));
        }

        foreach (var (id, key) in old)
        {
            var other = await db.Users.Where(member => member.NormalizedEmail == key && member.EmailConfirmed && member.Id != id).Select(member => (int?)member.Id).FirstOrDefaultAsync(cancellation);
            if (other is not null && await db.Users.AnyAsync(member => member.Id == id && member.EmailConfirmed, cancellation))
                log.LogWarning("Members {First} and {Second} confirmed the same mailbox; until one of them changes it, the second can sign in only with their username", other, id);
            else
                await db.Users.Where(member => member.Id == id).ExecuteUpdateAsync(set => set.SetProperty(member => member.NormalizedEmail, key), cancellation);
        }
    }
}
