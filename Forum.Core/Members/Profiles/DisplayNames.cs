using System.Globalization;
using System.Text;
using Forum.Core.Access;
using Forum.Core.Data;
using Forum.Core.Text;
using Microsoft.EntityFrameworkCore;

namespace Forum.Core.Members.Profiles;

/// <summary>
/// The rules for display names: nearly anything, except what impersonates another member. Always shown together with
/// the username.
/// </summary>
internal static class DisplayNames
{
    private const int ZeroWidthJoiner = 0x200D;
    private const string Field = nameof(ProfileForm.DisplayName);

    /// <summary>Returned when the name belongs to another member.</summary>
    public static readonly Refusal OfAnother = new("This name is too similar to another member's username. Choose another.", Field);

    /// <summary>Why a trimmed display name can't be used; null if it can, or if it's empty.</summary>
    public static Refusal? Refusal(string name, Viewer viewer)
    {
        if (name.Length == 0)
            return null;
        if (ShownText.IsLongerThan(name, MemberAbout.MaxDisplayNameLength))
            return new Refusal("Use at most {0} characters.", Field, MemberAbout.MaxDisplayNameLength);

        // Bidirectional control characters would also affect adjacent text. The joiner is part of many emoji.
        if (!ShownText.IsVisible(name) || name.EnumerateRunes().Any(IsInvisible))
            return new Refusal("Names can't contain invisible characters.", Field);
        if (MemberNames.HasPiledMarks(name.Normalize(NormalizationForm.FormD)))
            return new Refusal("Names can't stack several accents on one letter.", Field);
        return !viewer.IsAdministrator && ReservedNames.Holds(Together(name))
            ? new Refusal("This name is reserved or too similar to a reserved one. Choose another.", Field)
            : null;
    }

    /// <summary>Whether it matches or looks like another member's current or former username.</summary>
    public static async Task<bool> BelongsToAnotherAsync(ForumDb db, string name, int memberId, CancellationToken cancellation)
    {
        if (name.Length == 0)
            return false;
        var skeleton = MemberNames.Skeleton(Together(name));
        return await db.Users.AnyAsync(other => other.NameSkeleton == skeleton && other.Id != memberId, cancellation)
            || await db.FormerNames.AnyAsync(former => former.NameSkeleton == skeleton && former.MemberId != memberId, cancellation);
    }

    private static bool IsInvisible(Rune rune) =>
        Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format && rune.Value != ZeroWidthJoiner;

    // Compares what's visible: spaces, joiners and blanks don't make a name different.
    private static string Together(string name) => string.Concat(name.EnumerateRunes().Where(ShownText.IsVisible));
}
