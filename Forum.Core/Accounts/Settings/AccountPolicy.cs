using Forum.Core.Data;
using Forum.Core.Live;
using Microsoft.EntityFrameworkCore;

namespace Forum.Core.Accounts.Settings;

/// <summary>What administrators have decided about accounts; kept in memory.</summary>
/// <param name="changes">Tells when it is no longer true.</param>
public sealed class AccountPolicy(IDbContextFactory<ForumDb> databases, ChangeCounters changes)
{
    private readonly CachedValue<AccountSettings> _settings = new(changes);

    /// <summary>The settings; not to be changed by whoever reads them.</summary>
    public ValueTask<AccountSettings> GetAsync(CancellationToken cancellation = default) => _settings.GetAsync(ReadAsync, cancellation);

    internal static async Task<AccountSettings> CurrentAsync(ForumDb db, CancellationToken cancellation = default) =>
        await db.AccountSettings.AsNoTracking().FirstOrDefaultAsync(cancellation) ?? new AccountSettings();

    private async Task<AccountSettings> ReadAsync(CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        return await CurrentAsync(db, cancellation);
    }
}

/// <summary>What administrators fill in about accounts.</summary>
/// <param name="Registration">Who gets an account.</param>
/// <param name="Confirmation">Whether new members have to confirm their address.</param>
/// <param name="TermsText">What new members agree to; empty for nothing.</param>
/// <param name="AgeText">What new members say about their age; empty for nothing.</param>
/// <param name="NameChangeDays">Days between two changes of name.</param>
public sealed record AccountSettingsForm(
    RegistrationMode Registration, AddressConfirmation Confirmation, string? TermsText, string? AgeText, int NameChangeDays)
{
    /// <summary>Days that an account stays after its member has asked that it goes.</summary>
    public int GraceDays { get; init; } = 14;

    /// <summary>What becomes of what the member has written.</summary>
    public FormerPosts FormerPosts { get; init; }
}

/// <summary>Changes what administrators decide about accounts. Administrators only; counts from the next registration on.</summary>
public sealed class ChangeAccountSettings(ForumWriter writer)
{
    /// <summary>Changes it.</summary>
    public Task<Outcome<Done>> RunAsync(Viewer viewer, AccountSettingsForm form, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(form);
        return writer.WriteAsync<Done>(
            async scope =>
            {
                var actor = await MemberDirectory.CurrentAsync(scope.Db, viewer);
                if (!actor.IsAdministrator)
                    return actor.RefusalToAct ?? Refusal.NotFound;
                if (Check(form) is { } refusal)
                    return refusal;

                var settings = await scope.Db.AccountSettings.FirstOrDefaultAsync(cancellation)
                    ?? scope.Db.AccountSettings.Add(new AccountSettings()).Entity;
                settings.Registration = form.Registration;
                settings.Confirmation = form.Confirmation;
                settings.TermsText = form.TermsText?.Trim() ?? "";
                settings.AgeText = form.AgeText?.Trim() ?? "";
                settings.NameChangeDays = form.NameChangeDays;
                (settings.GraceDays, settings.FormerPosts) = (form.GraceDays, form.FormerPosts);
                await scope.Db.SaveChangesAsync(cancellation);
                scope.Raise(new AccountSettingsChanged());
                return default(Done);
            },
            cancellation);
    }

    private static Refusal? Check(AccountSettingsForm form)
    {
        if (!Enum.IsDefined(form.Registration))
            return new Refusal("Choose who can register.", nameof(form.Registration));
        if (!Enum.IsDefined(form.Confirmation))
            return new Refusal("Choose whether new members confirm their email address.", nameof(form.Confirmation));
        if (form.TermsText?.Trim().Length > AccountSettings.MaxConsentLength)
            return new Refusal("Use at most {0} characters.", nameof(form.TermsText), AccountSettings.MaxConsentLength);
        if (form.AgeText?.Trim().Length > AccountSettings.MaxConsentLength)
            return new Refusal("Use at most {0} characters.", nameof(form.AgeText), AccountSettings.MaxConsentLength);
        if (!Enum.IsDefined(form.FormerPosts))
            return new Refusal("Choose what happens to the posts of deleted accounts.", nameof(form.FormerPosts));
        if (form.GraceDays is < 0 or > AccountSettings.MaxGraceDays)
            return new Refusal("Enter a number of days from 0 to {0}.", nameof(form.GraceDays), AccountSettings.MaxGraceDays);
        return form.NameChangeDays is < 0 or > AccountSettings.MaxNameChangeDays
            ? new Refusal("Enter a number of days from 0 to {0}.", nameof(form.NameChangeDays), AccountSettings.MaxNameChangeDays)
            : null;
    }
}

/// <summary>Administrators have decided otherwise about accounts.</summary>
public sealed record AccountSettingsChanged : ForumEvent
{
    /// <inheritdoc />
    public override bool ChangesEveryPage => true;
}
