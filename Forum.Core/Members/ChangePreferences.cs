using System.Globalization;
using Forum.Core.Access;
using Forum.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace Forum.Core.Members;

/// <summary>A member's display preferences, as submitted.</summary>
/// <param name="PagesTogether">How many pages of a thread are shown at once: one of
/// <see cref="ViewerPreferences.PagesAtOnce"/>.</param>
/// <param name="ShowsSignatures">Whether signatures are shown below posts.</param>
/// <param name="HasShortcuts">Whether single-key shortcuts are on.</param>
/// <param name="TimeZone">An IANA time zone that this machine knows; empty for the device's time zone.</param>
/// <param name="Language">A language and region (BCP 47), such as <c>de-AT</c>; empty for the device's language.</param>
public sealed record PreferencesForm(Theme Theme, int PagesTogether, bool ShowsSignatures, bool HasShortcuts, string? TimeZone, string? Language);

/// <summary>Changes the viewer's display preferences.</summary>
[SafeBesideOthers("the key of the preferences; writes what it was given")]
public sealed class ChangePreferences(ForumWriter writer)
{
    /// <summary>Saves the preferences.</summary>
    public Task<Outcome<Done>> RunAsync(Viewer viewer, PreferencesForm form, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(viewer);
        ArgumentNullException.ThrowIfNull(form);
        if (viewer.MemberId is not { } id)
            return Task.FromResult<Outcome<Done>>(Refusal.SignInFirst);
        if (Check(form) is { } refusal)
            return Task.FromResult<Outcome<Done>>(refusal);
        return writer.WriteAsync<Done>(
            async scope =>
            {
                if (!await scope.Db.Users.AnyAsync(member => member.Id == id && member.DeletedAt == null, cancellation))
                    return Refusal.SignInFirst;
                var choices = await scope.Db.MemberPreferences.FirstOrDefaultAsync(choices => choices.MemberId == id, cancellation)
                    ?? scope.Db.MemberPreferences.Add(new MemberPreferences { MemberId = id }).Entity;
                (choices.Theme, choices.PagesTogether) = (form.Theme, form.PagesTogether);
                (choices.HidesSignatures, choices.WithoutShortcuts) = (!form.ShowsSignatures, !form.HasShortcuts);
                (choices.TimeZone, choices.Language) = (form.TimeZone?.Trim() ?? "", form.Language?.Trim() ?? "");
                await scope.Db.SaveChangesAsync(cancellation);
                scope.Raise(new MemberPreferencesChanged(id));
                return default(Done);
            },
            cancellation);
    }

    private static Refusal? Check(PreferencesForm form)
    {
        if (!Enum.IsDefined(form.Theme))
            return new Refusal("Choose an option from the list.", nameof(form.Theme));
        if (!ViewerPreferences.PagesAtOnce.Contains(form.PagesTogether))
            return new Refusal("Choose an option from the list.", nameof(form.PagesTogether));
        if (form.TimeZone?.Trim() is { Length: > 0 } zone && !IsTimeZone(zone))
            return new Refusal("This time zone isn't available. Choose one from the list.", nameof(form.TimeZone));
        return form.Language?.Trim() is { Length: > 0 } language && !IsLanguage(language)
            ? new Refusal("This language isn't available. Choose one from the list.", nameof(form.Language))
            : null;
    }

    private static bool IsTimeZone(string name) => name.Length <= MemberPreferences.MaxNameLength && TimeZoneInfo.TryFindSystemTimeZoneById(name, out _);

    // .NET creates a culture for any well-formed name; only cultures that it has data for count as languages.
    private static bool IsLanguage(string name) => name.Length <= MemberPreferences.MaxNameLength
        && CultureInfo.GetCultures(CultureTypes.SpecificCultures).Any(culture => culture.Name == name);
}
