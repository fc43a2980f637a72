
namespace Forum.Core.Markdown;

/// <summary>A member whom a text mentions.</summary>
/// <param name="Id">The key. Included in the HTML, so that a mention still leads to the member after a name change.</param>
/// <param name="Name">The name as its member writes it.</param>
public sealed record KnownMember(int Id, string Name);
