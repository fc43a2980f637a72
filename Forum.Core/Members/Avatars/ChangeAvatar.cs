using System.Security.Cryptography;
using Forum.Core.Access;
using Forum.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace Forum.Core.Members.Avatars;

/// <summary>
/// Sets or removes the viewer's avatar. Only the pixels of an uploaded file are stored, in the two sizes that pages
/// show. A file that isn't an image is refused and leaves nothing behind.
/// </summary>
[SafeBesideOthers("the key of the avatar; writes what it was given")]
public sealed class ChangeAvatar(ForumWriter writer, RateLimits limits)
{
    /// <summary>The field name that refusals about the image refer to.</summary>
    public const string Field = "Large";

    internal static readonly RateLimit Limit = new(
        "UploadsPerHour", 30, TimeSpan.FromHours(1), "uploads, per member", new Refusal("You've uploaded too many files. Try again in an hour."));

    private const int VersionLength = 16;

    /// <summary>Sets the avatar.</summary>
    /// <param name="file">A still PNG, JPEG, WebP or GIF, at most <see cref="StoredAvatar.MaxBytes"/> and
    /// <see cref="StoredAvatar.MaxMegapixels"/>. Its length is known.</param>
    public async Task<Outcome<Done>> SetAsync(Viewer viewer, Stream? file, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(viewer);
        if (!viewer.IsMember)
            return viewer.RefusalToAct ?? Refusal.SignInFirst;
        if (file is not { Length: > 0 })
            return new Refusal("Choose a picture first.", Field);
        if (limits.Count(Limit, viewer.LimitKey) is { } tooMany)
            return tooMany;
        var read = await PictureFile.ReadAsync(file, cancellation);
        if (read.Refusal is { } refusal)
            return refusal with { Field = Field };
        return await writer.WriteAsync<Done>(scope => WriteAsync(scope, viewer, read.Value, cancellation), cancellation);
    }

    /// <summary>Removes the avatar; the member's initials are shown again.</summary>
    /// <param name="viewer">The member. Allowed even if the account is on hold.</param>
    public Task<Outcome<Done>> RemoveAsync(Viewer viewer, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(viewer);
        return writer.WriteAsync<Done>(
            async scope =>
            {
                if (viewer.MemberId is not { } id)
                    return Refusal.SignInFirst;
                await scope.Db.Avatars.Where(avatar => avatar.MemberId == id).ExecuteDeleteAsync(cancellation);
                await ShowAsync(scope, id, null, cancellation);
                return default(Done);
            },
            cancellation);
    }

    private static async Task<Outcome<Done>> WriteAsync(WriteScope scope, Viewer viewer, Picture picture, CancellationToken cancellation)
    {
        var actor = await MemberDirectory.CurrentAsync(scope.Db, viewer);
        if (!actor.IsMember)
            return actor.RefusalToAct ?? Refusal.SignInFirst;
        var id = actor.MemberId!.Value;
        await scope.Db.Avatars.Where(avatar => avatar.MemberId == id).ExecuteDeleteAsync(cancellation);
        scope.Db.Avatars.Add(new StoredAvatar
        {
            MemberId = id,
            Large = picture.Large,
            LargeType = PictureFile.Type,
            Small = picture.Small,
            SmallType = PictureFile.Type,
        });
        await scope.Db.SaveChangesAsync(cancellation);
        var version = Convert.ToHexStringLower(SHA256.HashData([.. picture.Large, .. picture.Small]))[..VersionLength];
        await ShowAsync(scope, id, version, cancellation);
        return default(Done);
    }

    private static async Task ShowAsync(WriteScope scope, int memberId, string? version, CancellationToken cancellation)
    {
        await scope.Db.Users.Where(member => member.Id == memberId)
            .ExecuteUpdateAsync(set => set.SetProperty(member => member.AvatarVersion, version), cancellation);
        scope.Raise(new MemberLooksChanged(memberId));
    }
}

/// <summary>An image as it's sent to browsers.</summary>
/// <param name="Type">The media type, such as <c>image/png</c>.</param>
public sealed record AvatarFile(byte[] Bytes, string Type);

/// <summary>Reads members' avatars, which are public.</summary>
public sealed class AvatarFiles(IDbContextFactory<ForumDb> databases)
{
    /// <summary>A member's avatar; null if the member has none, or the version is out of date.</summary>
    /// <param name="version">The version, as in <see cref="Member.AvatarVersion"/>.</param>
    /// <param name="isLarge">True for the large size, false for the small one.</param>
    public async Task<AvatarFile?> FindAsync(int memberId, string version, bool isLarge, CancellationToken cancellation = default)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var found = db.Avatars.Where(avatar => avatar.MemberId == memberId && db.Users.Any(member => member.Id == memberId && member.AvatarVersion == version));
        return isLarge
            ? await found.Select(avatar => new AvatarFile(avatar.Large, avatar.LargeType)).FirstOrDefaultAsync(cancellation)
            : await found.Select(avatar => new AvatarFile(avatar.Small ?? avatar.Large, avatar.SmallType ?? avatar.LargeType)).FirstOrDefaultAsync(cancellation);
    }
}
