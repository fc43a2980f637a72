
namespace Forum.Core.Markdown.Html;

/// <summary>What a rendering needs besides the tree.</summary>
/// <param name="Source">The text as typed.</param>
/// <param name="KnownNames">Maps names as written to members.</param>
/// <param name="IdPrefix">The prefix for IDs, as requested by the caller.</param>
internal sealed record RenderSettings(string Source, Dialect Dialect, IReadOnlyDictionary<string, KnownMember> KnownNames, string IdPrefix);
