namespace Forum.Core.Posts.Rendering;

/// <summary>A member whom a text mentions.</summary>
/// <param name="Id">The key. It stands in the HTML, so that a mention still leads to the member when the name has changed.</param>
/// <param name="Name">The name as its member writes it.</param>
public sealed record KnownMember(int Id, string Name);
