using Forum.Core.Accounts.Choices;
using Forum.Core.Accounts.Profiles;
using Forum.Core.Data;
using Forum.Core.Mail;
using Microsoft.EntityFrameworkCore;

namespace Forum.Core.Accounts.Settings;

/// <summary>What a member sees of their own account.</summary>
/// <param name="IsConfirmed">Whether it is confirmed.</param>
/// <param name="NextNameChangeAt">From when on the name can be changed again; null for now.</param>
/// <param name="UnwantedMail">The mails that the member does without.</param>
/// <param name="HidesLastSeen">Whether others are not told when the member was here last.</param>
public sealed record AccountView(string Email, bool IsConfirmed, DateTimeOffset? NextNameChangeAt, MailTopics UnwantedMail, bool HidesLastSeen)
{
    /// <summary>Who may write private messages to the member.</summary>
    public MessageSenders MessagesFrom { get; init; }

    /// <summary>Whether the member signs in with a password; not so who came with an account elsewhere and has set none.</summary>
    public bool HasPassword { get; init; }

    /// <summary>When the account goes, as the member has asked; null while it is to stay.</summary>
    public DateTimeOffset? DeletionDueAt { get; init; }
}

/// <summary>Reads the viewer's own account.</summary>
/// <param name="policy">How often a name can be changed.</param>
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

/// <summary>What others are told of the viewer, and who may write to them.</summary>
public sealed class ChangePrivacy(ForumWriter writer)
{
    /// <summary>Changes it.</summary>
    /// <param name="viewer">Whose account it is.</param>
    /// <param name="hidesLastSeen">Whether others are not told when the viewer was here last.</param>
    /// <param name="messagesFrom">Who may write private messages to the viewer.</param>
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
