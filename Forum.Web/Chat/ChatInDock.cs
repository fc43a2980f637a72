using Forum.Core.Access;
using Forum.Core.Chat;
using Forum.Web.Components;

namespace Forum.Web.Chat;

/// <summary>The chat is in the dock for everyone who can read one of its rooms.</summary>
public sealed class ChatInDock(ChatQueries chat) : IDockContent
{
    /// <inheritdoc />
    public async ValueTask<bool> IsThereAsync(Viewer viewer) => (await chat.RoomsAsync(viewer)).Count > 0;
}
