using System.Buffers.Text;
using System.Security.Cryptography;
using Forum.Core.Access;
using Forum.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace Forum.Core.Accounts.Registration;

/// <summary>An invitation, as submitted.</summary>
/// <param name="Note">Who it's for; up to <see cref="Invitation.MaxNoteLength"/> characters.</param>
/// <param name="MostUses">How many accounts can be created with it, 1 to <see cref="Invitations.MostUses"/>.</param>
/// <param name="Days">The number of days it's valid, 1 to <see cref="Invitations.MaxDays"/>; null for no expiry.</param>
public sealed record InvitationForm(string? Note, int MostUses, int? Days);

/// <summary>An invitation as administrators see it.</summary>
public sealed record InvitationView(int Id, string Code, string Note, DateTimeOffset? ExpiresAt, int MostUses, int Uses);

/// <summary>Invitation links, to register while registration is by invitation. For administrators.</summary>
[SafeBesideOthers("random codes with a unique index; the conditions of single statements")]
public sealed class Invitations(IDbContextFactory<ForumDb> databases, ForumWriter writer, TimeProvider clock)
{
    /// <summary>The maximum number of accounts per invitation.</summary>
    public const int MostUses = 1000;

    /// <summary>The maximum lifetime of an invitation that expires, in days.</summary>
    public const int MaxDays = 365;

    private const int MaxListed = 200;
    private const int CodeBytes = 16;

    /// <summary>The invitations that are still valid, newest first; empty if the viewer isn't an administrator.</summary>
    public async Task<IReadOnlyList<InvitationView>> ListAsync(Viewer viewer, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(viewer);
        if (!viewer.IsAdministrator)
            return [];
        await using var db = await databases.CreateDbContextAsync(cancellation);
        return await Usable(db, clock.GetUtcNow()).OrderByDescending(invitation => invitation.Id).Take(MaxListed)
            .Select(invitation => new InvitationView(
                invitation.Id, invitation.Code, invitation.Note, invitation.ExpiresAt, invitation.MostUses, invitation.Uses))
            .ToListAsync(cancellation);
    }

    /// <summary>Whether a code is valid now. Doesn't say why not.</summary>
    public async Task<bool> IsUsableAsync(string? code, CancellationToken cancellation = default)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        return await Usable(db, clock.GetUtcNow()).AnyAsync(invitation => invitation.Code == code, cancellation);
    }

    /// <summary>Creates an invitation.</summary>
    /// <returns>The code in the link.</returns>
    public Task<Outcome<string>> InviteAsync(Viewer viewer, InvitationForm form, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(form);
        return writer.WriteAsync<string>(
            async scope =>
            {
                if (await RefusalAsync(scope, viewer) is { } refused)
                    return refused;
                if (Check(form) is { } refusal)
                    return refusal;
                var invitation = new Invitation
                {
                    Code = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(CodeBytes)),
                    Note = form.Note?.Trim() ?? "",
                    CreatedAt = scope.Now,
                    ExpiresAt = form.Days is { } days ? scope.Now.AddDays(days) : null,
                    MostUses = form.MostUses,
                };
                scope.Db.Invitations.Add(invitation);
                await scope.Db.SaveChangesAsync(cancellation);
                return invitation.Code;
            },
            cancellation);
    }

    /// <summary>Withdraws an invitation, so that no one can use it anymore.</summary>
    public Task<Outcome<Done>> WithdrawAsync(Viewer viewer, int invitationId, CancellationToken cancellation = default) => writer.WriteAsync<Done>(
        async scope =>
        {
            if (await RefusalAsync(scope, viewer) is { } refused)
                return refused;
            var withdrawn = await scope.Db.Invitations.Where(invitation => invitation.Id == invitationId && invitation.WithdrawnAt == null)
                .ExecuteUpdateAsync(set => set.SetProperty(invitation => invitation.WithdrawnAt, scope.Now), cancellation);
            return withdrawn == 0 ? Refusal.NotFound : default(Done);
        },
        cancellation);

    /// <summary>Uses an invitation in the transaction of a registration.</summary>
    /// <returns>Whether it was valid.</returns>
    internal static async Task<bool> UseAsync(WriteScope scope, string? code) =>
        await Usable(scope.Db, scope.Now).Where(invitation => invitation.Code == code)
            .ExecuteUpdateAsync(set => set.SetProperty(invitation => invitation.Uses, invitation => invitation.Uses + 1)) == 1;

    private static IQueryable<Invitation> Usable(ForumDb db, DateTimeOffset now) => db.Invitations
        .Where(invitation => invitation.WithdrawnAt == null && invitation.Uses < invitation.MostUses
            && (invitation.ExpiresAt == null || invitation.ExpiresAt >= now));

    private static async Task<Refusal?> RefusalAsync(WriteScope scope, Viewer viewer)
    {
        var actor = await MemberDirectory.CurrentAsync(scope.Db, viewer);
        return actor.IsAdministrator ? null : actor.RefusalToAct ?? Refusal.NotFound;
    }

    private static Refusal? Check(InvitationForm form)
    {
        if (form.Note?.Trim().Length > Invitation.MaxNoteLength)
            return new Refusal("Use at most {0} characters.", nameof(form.Note), Invitation.MaxNoteLength);
        if (form.MostUses is < 1 or > MostUses)
            return new Refusal("Enter a number from 1 to {0}.", nameof(form.MostUses), MostUses);
        return form.Days is < 1 or > MaxDays ? new Refusal("Enter a number of days from 1 to {0}.", nameof(form.Days), MaxDays) : null;
    }
}
