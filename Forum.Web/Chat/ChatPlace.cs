namespace Forum.Web.Chat;

/// <summary>Where somebody is in the chat: what a page that pauses takes along.</summary>
/// <param name="RoomId">The open room.</param>
/// <param name="FirstId">The first message on the screen; 0 when there is none.</param>
public sealed record ChatPlace(int RoomId, long FirstId);
