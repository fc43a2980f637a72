namespace Forum.Web.Administration;

/// <summary>The colors of <c>Layout/tokens.css</c> that the administration's controls use, with the same names.</summary>
public sealed record ThemeColors(
    string Bg, string Surface, string Sunken, string Hover,
    string Text, string Muted,
    string Line, string LineStrong,
    string Accent, string AccentStrong, string AccentText,
    string Danger, string Warning);
