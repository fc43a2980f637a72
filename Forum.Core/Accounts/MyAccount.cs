using Forum.Core.Access;
using Forum.Core.Accounts.Registration;
using Forum.Core.Data;
using Forum.Core.Members.Profiles;
using Microsoft.EntityFrameworkCore;

namespace Forum.Core.Accounts;

/// <summary>A member's own account.</summary>
/// <param name="IsConfirmed">Whether the address is confirmed.</param>
/// <param name="NextNameChangeAt">When the name can be changed again; null if it can be changed now.</param>
/// <param name="UnwantedMail">The emails that the member opted out of.</param>
/// <param name="HidesLastSeen">Whether others can't see when the member was last seen.</param>
public sealed record AccountView(string Email, bool IsConfirmed, DateTimeOffset? NextNameChangeAt, MailTopics UnwantedMail, bool HidesLastSeen)
{
    /// <summary>Who may send private messages to the member.</summary>
    public MessageSenders MessagesFrom { get; init; }

    /// <summary>
    /// Whether the member has a password; false for a member who signed up with an external account and hasn't set one.
    /// </summary>
    public bool HasPassword { get; init; }

    /// <summary>When the account will be deleted, at the member's request; null if it won't.</summary>
    public DateTimeOffset? DeletionDueAt { get; init; }
}

/// <summary>Reads the viewer's own account.</summary>
public sealed class MyAccount(IDbContextFactory<ForumDb> databases, AccountPolicy policy, TimeProvider clock)
{
    /// <summary>The account; null for a guest.</summary>
    public async Task<AccountView?> FindAsync(Viewer viewer, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(viewer);
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var member = await db.Users.AsNoTracking().FirstOrDefaultAsync(member => member.Id == viewer.MemberId, cancellation);
        if (member is null)
            return null;
        var days = (await policy.GetAsync(cancellation)).NameChangeDays;
        var next = member.NameChangedAt?.AddDays(days);
        return new AccountView(member.Email!, member.EmailConfirmed, next > clock.GetUtcNow() ? next : null, member.UnwantedMail, member.HidesLastSeen)
        {
            MessagesFrom = member.MessagesFrom,
            HasPassword = member.PasswordHash is not null,
            DeletionDueAt = member.DeletionDueAt,
        };
    }
}

/// <summary>Changes the viewer's privacy settings: what others see, and who may message them.</summary>
[SafeBesideOthers("a single statement; writes what it was given")]
public sealed class ChangePrivacy(ForumWriter writer)
{
    /// <summary>Saves the settings.</summary>
    /// <param name="hidesLastSeen">Whether to hide from others when the viewer was last seen.</param>
    /// <param name="messagesFrom">Who may send private messages to the viewer.</param>
    public Task<Outcome<Done>> RunAsync(Viewer viewer, bool hidesLastSeen, MessageSenders messagesFrom, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(viewer);
        if (!Enum.IsDefined(messagesFrom))
            return Task.FromResult<Outcome<Done>>(new Refusal("Choose an option from the list.", "MessagesFrom"));
        return writer.WriteAsync<Done>(
            async scope =>
            {
                if (viewer.MemberId is not { } id)
                    return Refusal.SignInFirst;
                await scope.Db.Users.Where(member => member.Id == id)
                    .ExecuteUpdateAsync(
                        set => set.SetProperty(member => member.HidesLastSeen, hidesLastSeen).SetProperty(member => member.MessagesFrom, messagesFrom), cancellation);
                scope.Raise(new ProfileChanged(id));
                return default(Done);
            },
            cancellation);
    }
}
