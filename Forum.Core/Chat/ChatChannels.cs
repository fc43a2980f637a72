using Forum.Core.Live;

namespace Forum.Core.Chat;

/// <summary>The channels of the chat.</summary>
public static class ChatChannels
{
    /// <summary>The kind of a chat room's channel.</summary>
    public const string ChatRoomKind = "ChatRoom";

    extension(LiveChannel)
    {
        /// <summary>A chat room's messages, and who is in it.</summary>
        public static LiveChannel ChatRoom(int roomId) => new(ChatRoomKind, roomId);
    }
}
