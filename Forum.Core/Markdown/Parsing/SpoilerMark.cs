
namespace Forum.Core.Markdown.Parsing;

/// <summary>The delimiter of an inline spoiler: two of these on each side.</summary>
internal static class SpoilerMark
{
    /// <summary>The character.</summary>
    public const char Char = '|';
}
