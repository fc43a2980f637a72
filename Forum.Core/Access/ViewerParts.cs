using Forum.Core.Data;

namespace Forum.Core.Access;

/// <summary>
/// What a room knows about a member and every page needs, such as the boards that they ignore. Loaded with the viewer
/// and kept in memory; raise <see cref="MemberPreferencesChanged"/> when it changes.
/// </summary>
[ExtensionPoint]
public interface IViewerPart
{
    /// <summary>Reads it.</summary>
    /// <returns>An immutable object; its type is the key for <see cref="Viewer.Part{T}"/>.</returns>
    Task<object> ReadAsync(ForumDb db, int memberId, CancellationToken cancellation);
}
