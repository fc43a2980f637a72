using Forum.Core.Access;
using Forum.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace Forum.Core.Members.Avatars;

/// <summary>Exports and deletes the picture that a member uploaded.</summary>
public sealed class AvatarMemberData : IMemberData
{
    /// <inheritdoc />
    public IReadOnlyCollection<Type> Tables { get; } = [typeof(StoredAvatar)];

    /// <inheritdoc />
    public IReadOnlyList<string> Files => ["`files/`: the files you've uploaded."];

    /// <inheritdoc />
    public async Task ExportAsync(MemberExport export, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(export);
        if (await export.Db.Avatars.AsNoTracking().FirstOrDefaultAsync(avatar => avatar.MemberId == export.MemberId, cancellation) is { } avatar)
            await export.AddFileAsync($"files/picture.{avatar.LargeType.Split('/')[^1]}", avatar.Large, cancellation);
    }

    /// <inheritdoc />
    public Task ForgetAsync(WriteScope scope, int memberId, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(scope);
        return scope.Db.Avatars.Where(avatar => avatar.MemberId == memberId).ExecuteDeleteAsync(cancellation);
    }
}
