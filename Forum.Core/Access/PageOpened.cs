namespace Forum.Core.Access;

/// <summary>
/// Someone opens a page. Told before the page is made, so that it shows them as online. A page that a browser fetches
/// ahead is opened when it comes on the screen.
/// </summary>
/// <param name="Viewer">Who opens it.</param>
/// <param name="Address">Their network address; empty if unknown.</param>
public sealed record PageOpened(Viewer Viewer, string Address);
