using Forum.Tests.Support;

namespace Forum.Tests.Data;

/// <summary>
/// What a room does once in the busy forum. A class of the room's folder, made with the <see cref="CastForum"/>; it's found
/// by itself, and relies on no other room's.
/// </summary>
internal interface IBusyRoom
{
    /// <summary>Writes the room's rows, and reads them in every way.</summary>
    /// <param name="place">A thread that has many posts, in a board that has many threads.</param>
    Task RunAsync(Place place);
}
