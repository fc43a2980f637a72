using Forum.Core.Access;
using Forum.Core.Data;
using Forum.Core.Live;
using Forum.Core.Markdown;
using Forum.Core.Text;
using Microsoft.EntityFrameworkCore;

namespace Forum.Core.Members.Profiles;

/// <summary>A member's profile, as submitted.</summary>
/// <param name="Text">Markdown, up to <see cref="MemberAbout.MaxTextLength"/> characters.</param>
/// <param name="Location">Where they live, up to <see cref="MemberAbout.MaxLocationLength"/> characters.</param>
/// <param name="Website">A URL with <c>http</c> or <c>https</c>, up to <see cref="MemberAbout.MaxWebsiteLength"/>
/// characters.</param>
/// <param name="BirthMonth">1 to 12; requires the day; null for none.</param>
/// <param name="BirthDay">A valid day of the month, including February 29; null for none.</param>
public sealed record ProfileForm(string? Text, string? Location, string? Website, int? BirthMonth, int? BirthDay)
{
    /// <summary>The display name, up to <see cref="MemberAbout.MaxDisplayNameLength"/> characters.</summary>
    public string? DisplayName { get; init; }

    /// <summary>
    /// The signature below their posts: Markdown of the small dialect, up to
    /// <see cref="MemberAbout.MaxSignatureLength"/> characters in <see cref="MemberAbout.MaxSignatureLines"/> lines.
    /// </summary>
    public string? Signature { get; init; }
}

/// <summary>Changes the viewer's profile. Every field can be empty.</summary>
[ReliesOnSingleWriter("compares the display name with other members' names")]
public sealed class ChangeProfile(ForumWriter writer, PostText texts)
{
    private const int LeapYear = 2000;

    /// <summary>Saves the profile.</summary>
    public async Task<Outcome<Done>> RunAsync(Viewer viewer, ProfileForm form, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(viewer);
        ArgumentNullException.ThrowIfNull(form);
        var (text, location, website) = (WritingRules.Clean(form.Text), WritingRules.CleanTitle(form.Location), form.Website?.Trim() ?? "");
        var (displayName, signature) = (WritingRules.CleanTitle(form.DisplayName), WritingRules.Clean(form.Signature));
        if ((Check(form, text, location, website) ?? DisplayNames.Refusal(displayName, viewer) ?? CheckSignature(signature)) is { } refusal)
            return refusal;
        var html = text.Length == 0 ? "" : await texts.RenderAsync(text, viewer.MemberId, Guid.NewGuid(), cancellation);
        var signatureHtml = signature.Length == 0 ? "" : await texts.RenderSmallAsync(signature, viewer.MemberId, cancellation);

        // Invisible content would show as a gap on the page.
        if (!ShownText.IsVisibleHtml(html))
            (text, html) = ("", "");
        if (!ShownText.IsVisibleHtml(signatureHtml))
            (signature, signatureHtml) = ("", "");
        return await writer.WriteAsync<Done>(
            async scope =>
            {
                var actor = await MemberDirectory.CurrentAsync(scope.Db, viewer);
                if (!actor.IsMember)
                    return actor.RefusalToAct ?? Refusal.SignInFirst;
                var about = await scope.Db.MemberAbouts.FirstOrDefaultAsync(about => about.MemberId == actor.MemberId, cancellation)
                    ?? scope.Db.MemberAbouts.Add(new MemberAbout { MemberId = actor.MemberId!.Value }).Entity;
                (about.Markdown, about.Html, about.RendererVersion) = (text, html, ForumMarkdown.Version);
                (about.Location, about.Website) = (location, website);
                (about.BirthMonth, about.BirthDay) = (form.BirthMonth, form.BirthDay);
                var member = await scope.Db.Users.FirstAsync(member => member.Id == actor.MemberId, cancellation);
                if (await DisplayNames.BelongsToAnotherAsync(scope.Db, displayName, member.Id, cancellation))
                    return DisplayNames.OfAnother;
                var showsOnPosts = (member.DisplayName, about.SignatureHtml) != (displayName, signatureHtml);
                (member.DisplayName, about.Signature, about.SignatureHtml) = (displayName, signature, signatureHtml);
                await scope.Db.SaveChangesAsync(cancellation);
                scope.Raise(showsOnPosts ? new MemberLooksChanged(member.Id) : new ProfileChanged(member.Id));
                return default(Done);
            },
            cancellation);
    }

    private static Refusal? Check(ProfileForm form, string text, string location, string website)
    {
        if (text.Length > MemberAbout.MaxTextLength)
            return new Refusal("Use at most {0} characters.", nameof(form.Text), MemberAbout.MaxTextLength);
        if (ShownText.IsLongerThan(location, MemberAbout.MaxLocationLength))
            return new Refusal("Use at most {0} characters.", nameof(form.Location), MemberAbout.MaxLocationLength);
        if (website.Length > 0 && !IsWebsite(website))
            return new Refusal("Enter a web address, such as https://example.org.", nameof(form.Website));
        return IsBirthday(form) ? null : new Refusal("Choose a valid day and month, or leave both empty.", nameof(form.BirthDay));
    }

    private static Refusal? CheckSignature(string signature)
    {
        if (signature.Length > MemberAbout.MaxSignatureLength)
            return new Refusal("Use at most {0} characters.", nameof(ProfileForm.Signature), MemberAbout.MaxSignatureLength);
        return signature.Split('\n').Length > MemberAbout.MaxSignatureLines
            ? new Refusal("Signatures can have at most {0} lines.", nameof(ProfileForm.Signature), MemberAbout.MaxSignatureLines)
            : null;
    }

    private static bool IsWebsite(string text) => text.Length <= MemberAbout.MaxWebsiteLength
        && Uri.TryCreate(text, UriKind.Absolute, out var address)
        && address.Scheme is "http" or "https"
        && address.UserInfo.Length == 0
        && !text.Any(static unit => char.IsControl(unit) || char.IsWhiteSpace(unit));

    private static bool IsBirthday(ProfileForm form) => (form.BirthMonth, form.BirthDay) switch
    {
        (null, null) => true,
        ( >= 1 and <= 12 and var month, >= 1 and var day) => day <= DateTime.DaysInMonth(LeapYear, month),
        _ => false,
    };
}

/// <summary>A member's profile changed: their text, when they were last seen, or their followers.</summary>
public sealed record ProfileChanged(int MemberId) : ForumEvent
{
    /// <inheritdoc />
    public override IReadOnlyList<LiveChannel> Channels { get; } = [LiveChannel.Profile(MemberId)];
}
