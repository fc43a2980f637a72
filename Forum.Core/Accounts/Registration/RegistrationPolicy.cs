using Forum.Core.Access;
using Forum.Core.Accounts.Recovery;
using Forum.Core.Data;
using Forum.Core.Mail;
using Microsoft.EntityFrameworkCore;

namespace Forum.Core.Accounts.Registration;

/// <summary>
/// Applies the settings to a registration: who can register, what must be confirmed, and who is notified.
/// </summary>
internal static class RegistrationPolicy
{
    /// <summary>How long a confirmation link is valid.</summary>
    public static readonly TimeSpan ConfirmationLifetime = TimeSpan.FromDays(7);

    private static readonly Refusal Closed = new("This forum isn't accepting new members right now.");
    private static readonly Refusal NoInvitation = new("You need an invitation to register here. Check the code, or ask for a new invitation.");

    /// <summary>Whether the settings allow this registration, and what puts the account on hold at first.</summary>
    /// <returns>A refusal, or null if it's allowed.</returns>
    public static async Task<Refusal?> AskAsync(WriteScope scope, AccountSettings settings, NewMember request, Member member)
    {
        if (settings.Registration == RegistrationMode.Closed)
            return Closed;
        if (settings.TermsText.Length > 0 && !request.AgreesToTerms)
            return new Refusal("You need to agree to this to create an account.", nameof(NewMember.AgreesToTerms));
        if (settings.AgeText.Length > 0 && !request.IsOfAge)
            return new Refusal("You need to confirm this to create an account.", nameof(NewMember.IsOfAge));
        if (settings.Registration == RegistrationMode.ByInvitation && !await Invitations.UseAsync(scope, request.Invitation))
            return NoInvitation;
        member.AwaitsConfirmation = settings.Confirmation == AddressConfirmation.Required;
        member.AwaitsApproval = settings.Registration == RegistrationMode.ByApproval;
        return null;
    }

    /// <summary>Queues the emails for the new account.</summary>
    public static async Task WriteMailsAsync(WriteScope scope, AccountSettings settings, Member member, CancellationToken cancellation)
    {
        if (member.EmailConfirmed)
            return;
        var owner = await scope.Db.Users.AsNoTracking()
            .FirstOrDefaultAsync(other => other.NormalizedEmail == member.NormalizedEmail && other.EmailConfirmed && other.Id != member.Id, cancellation);

        // Only the owner of the mailbox learns that it already has an account; to the page it's an ordinary
        // registration.
        if (owner is not null)
            await MailOutbox.AddAsync(scope, AccountMails.AddressHasAccount, owner.Email!, owner.Id, ("name", member.UserName!));
        else if (settings.Confirmation != AddressConfirmation.Off)
            await AskToConfirmAsync(scope, member);
    }

    /// <summary>Notifies administrators if the new member needs approval.</summary>
    public static async Task NotifyAdministratorsAsync(WriteScope scope, Member member, CancellationToken cancellation)
    {
        if (!member.AwaitsApproval)
            return;
        var administrators = await scope.Db.Users.Where(other => other.Role == Role.Administrator && other.LockedAt == null)
            .Select(other => new { other.Id, other.Email }).ToListAsync(cancellation);
        foreach (var administrator in administrators)
            await MailOutbox.AddAsync(scope, AccountMails.MemberWaiting, administrator.Email!, administrator.Id, ("name", member.UserName!));
    }

    /// <summary>Emails the member a link to confirm the address.</summary>
    public static async Task AskToConfirmAsync(WriteScope scope, Member member)
    {
        var token = await AccountTokens.MakeAsync(scope, member, TokenPurpose.ConfirmAddress, member.Email!, ConfirmationLifetime);
        await MailOutbox.AddAsync(scope, AccountMails.ConfirmAddress, member.Email!, member.Id, ("token", token));
    }
}
