namespace Forum.Core.Posts.Rendering.Html;

/// <summary>What a rendering needs besides the tree.</summary>
/// <param name="Source">The text as typed.</param>
/// <param name="Dialect">Its dialect.</param>
/// <param name="KnownNames">From a name as written to its member.</param>
/// <param name="IdPrefix">What ids begin with, as the caller wishes it.</param>
internal sealed record RenderSettings(string Source, Dialect Dialect, IReadOnlyDictionary<string, KnownMember> KnownNames, string IdPrefix);
