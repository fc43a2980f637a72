using Forum.Core.Access;
using Forum.Core.Data;
using Forum.Core.Live;
using Microsoft.EntityFrameworkCore;

namespace Forum.Core.Accounts.Registration;

/// <summary>The account settings, cached in memory.</summary>
public sealed class AccountPolicy(IDbContextFactory<ForumDb> databases, ChangeCounters changes)
{
    private readonly CachedValue<AccountSettings> _settings = new(changes);

    /// <summary>The settings. Don't modify the returned object.</summary>
    public ValueTask<AccountSettings> GetAsync(CancellationToken cancellation = default) => _settings.GetAsync(ReadAsync, cancellation);

    /// <summary>Whether an administrator has ever saved the settings.</summary>
    public async Task<bool> IsReviewedAsync(CancellationToken cancellation = default)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        return await db.AccountSettings.AnyAsync(cancellation);
    }

    internal static async Task<AccountSettings> CurrentAsync(ForumDb db, CancellationToken cancellation = default) =>
        await db.AccountSettings.AsNoTracking().FirstOrDefaultAsync(cancellation) ?? new AccountSettings();

    private async Task<AccountSettings> ReadAsync()
    {
        await using var db = await databases.CreateDbContextAsync();
        return await CurrentAsync(db);
    }
}

/// <summary>The account settings, as submitted.</summary>
/// <param name="TermsText">What new members agree to; empty for none.</param>
/// <param name="AgeText">What new members confirm about their age; empty for none.</param>
/// <param name="NameChangeDays">Days between two name changes.</param>
public sealed record AccountSettingsForm(
    RegistrationMode Registration, AddressConfirmation Confirmation, string? TermsText, string? AgeText, int NameChangeDays)
{
    /// <summary>Days from a member's request until the account is deleted.</summary>
    public int GraceDays { get; init; } = 14;

    /// <summary>What happens to the content of deleted members.</summary>
    public FormerPosts FormerPosts { get; init; }
}

/// <summary>Changes the account settings. Administrators only; takes effect with the next registration.</summary>
[SafeBesideOthers("the key of the settings; writes what it was given")]
public sealed class ChangeAccountSettings(ForumWriter writer)
{
    /// <summary>Saves the settings.</summary>
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

/// <summary>The account settings changed.</summary>
public sealed record AccountSettingsChanged : ForumEvent
{
    /// <inheritdoc />
    public override bool ChangesEveryPage => true;
}
