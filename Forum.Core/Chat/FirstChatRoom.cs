using Forum.Core.Data;
using Forum.Core.Site;
using Microsoft.EntityFrameworkCore;

namespace Forum.Core.Chat;

/// <summary>The chat room that a new forum starts with.</summary>
public sealed class FirstChatRoom : IBeforeCommit<ForumFounded>
{
    /// <inheritdoc />
    public async Task HandleAsync(WriteScope scope, ForumFounded fact, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(scope);
        if (!await scope.Db.ChatRooms.AnyAsync(cancellation))
            scope.Db.ChatRooms.Add(new ChatRoom { Name = "Lobby" });
    }
}
