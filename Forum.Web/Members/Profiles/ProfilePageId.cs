using Forum.Core.Members.Profiles;
using Forum.Web.Framework;

namespace Forum.Web.Members.Profiles;

/// <summary>Finds the profile that a guest page shows.</summary>
public sealed class ProfilePageId(ProfileQueries found) : IGuestPageId
{
    /// <inheritdoc />
    public string Kind => ProfileChannels.ProfileKind;

    /// <inheritdoc />
    public ValueTask<int?> FindAsync(string value, CancellationToken cancellation) => found.IdAsync(value, cancellation);
}
