using System.Globalization;
using System.Text;
using Forum.Core.Data;
using Forum.Core.Posts;
using Microsoft.EntityFrameworkCore;

namespace Forum.Core.Accounts.Profiles;

/// <summary>
/// What a name beside the user name may be: nearly everything, but not what makes its bearer look like somebody else. It is never
/// shown without the user name.
/// </summary>
internal static class DisplayNames
{
    private const int ZeroWidthJoiner = 0x200D;
    private const string Field = nameof(ProfileForm.DisplayName);

    /// <summary>Said when another member is called so.</summary>
    public static readonly Refusal OfAnother = new("Another member has this username, or one that looks like it. Choose another name.", Field);

    /// <summary>Why a cleaned display name cannot be used; null when it can, or is empty.</summary>
    public static Refusal? Refusal(string name, Viewer viewer)
    {
        if (name.Length == 0)
            return null;
        if (ShownText.IsLongerThan(name, MemberAbout.MaxDisplayNameLength))
            return new Refusal("Use at most {0} characters.", Field, MemberAbout.MaxDisplayNameLength);

        // Marks that turn the direction of writing would turn what stands beside it, too. The joiner is a part of many emoji.
        if (!ShownText.IsVisible(name) || name.EnumerateRunes().Any(IsInvisible))
            return new Refusal("Names can't contain invisible characters.", Field);
        if (MemberNames.HasPiledMarks(name.Normalize(NormalizationForm.FormD)))
            return new Refusal("Names can't stack several accents on one letter.", Field);
        return !viewer.IsAdministrator && ReservedNames.Holds(Together(name))
            ? new Refusal("This name is reserved, or looks like one that is. Choose another.", Field)
            : null;
    }

    /// <summary>Whether another member has it as a user name, or had it and keeps it, or it would look like one of these.</summary>
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

    // What would be seen of it side by side: spaces, joiners and blanks make no other name.
    private static string Together(string name) => string.Concat(name.EnumerateRunes().Where(ShownText.IsVisible));
}
