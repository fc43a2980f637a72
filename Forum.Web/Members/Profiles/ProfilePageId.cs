using Forum.Core.Members.Profiles;
using Forum.Core.Live;
using Forum.Web.Framework;

namespace Forum.Web.Members.Profiles;

/// <summary>Finds the profile that a guest page shows.</summary>
public sealed class ProfilePageId(ProfileQueries found) : IGuestPageId
{
    /// <inheritdoc />
    public LiveChannelKind Kind => LiveChannelKind.Profile;

    /// <inheritdoc />
    public ValueTask<int?> FindAsync(string value, CancellationToken cancellation) => found.IdAsync(value, cancellation);
}
