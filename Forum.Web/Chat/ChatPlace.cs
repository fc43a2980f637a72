namespace Forum.Web.Chat;

/// <summary>Where the viewer is in the chat: saved when a page pauses.</summary>
/// <param name="RoomId">The open room.</param>
/// <param name="FirstId">The first message on the screen; 0 when there is none.</param>
public sealed record ChatPlace(int RoomId, long FirstId);
