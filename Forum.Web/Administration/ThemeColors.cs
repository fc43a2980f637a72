
namespace Forum.Web.Administration;

/// <summary>The colors of <c>Layout/tokens.css</c> that the administration's controls use, with the same names.</summary>
public sealed record ThemeColors
{
    public required string Bg { get; init; }

    public required string Surface { get; init; }

    public required string Sunken { get; init; }

    public required string Hover { get; init; }

    public required string Text { get; init; }

    public required string Muted { get; init; }

    public required string Line { get; init; }

    public required string LineStrong { get; init; }

    public required string Accent { get; init; }

    public required string AccentStrong { get; init; }

    public required string AccentText { get; init; }

    public required string Danger { get; init; }

    public required string Warning { get; init; }
}
