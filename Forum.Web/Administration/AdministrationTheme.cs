using MudBlazor;

namespace Forum.Web.Administration;

/// <summary>
/// MudBlazor in the forum's colors, fonts and radius. The colors are those in <c>Layout/tokens.css</c>, and a test
/// compares them. MudBlazor's own provider would write the theme into the page as a style element, which the
/// Content-Security-Policy refuses, so the same variables are in <c>admin-theme.css</c>.
/// </summary>
public static class AdministrationTheme
{
    /// <summary>The light colors in tokens.css.</summary>
    public static ThemeColors Light { get; } = new(
        Bg: "#f6f5f2", Surface: "#fdfcfa", Sunken: "#f0ede6", Hover: "#f5f2eb",
        Text: "#24211b", Muted: "#655f54",
        Line: "#e3dfd5", LineStrong: "#8f887a",
        Accent: "#2f6f4f", AccentStrong: "#23573d", AccentText: "#fff",
        Danger: "#a32d1c", Warning: "#7a4f00");

    /// <summary>The dark colors in tokens.css.</summary>
    public static ThemeColors Dark { get; } = new(
        Bg: "#16181c", Surface: "#1d2025", Sunken: "#14161a", Hover: "#23272d",
        Text: "#e3e1db", Muted: "#a3a29c",
        Line: "#30353c", LineStrong: "#747a83",
        Accent: "#86c9a6", AccentStrong: "#a2dbbc", AccentText: "#0f1c15",
        Danger: "#ff9d8c", Warning: "#e7b968");

    /// <summary>The theme. Sizes, fonts and the radius refer to the tokens, so that they follow the window size.</summary>
    public static MudTheme Theme { get; } = new()
    {
        PaletteLight = Palette(new PaletteLight(), Light),
        PaletteDark = Palette(new PaletteDark(), Dark),
        Typography = new Typography
        {
            Default = new DefaultTypography { FontFamily = ["var(--font)"], FontSize = "var(--font-size-m)", LineHeight = "1.5", LetterSpacing = "normal" },
            H6 = new H6Typography { FontSize = "var(--font-size-l)", FontWeight = "600", LineHeight = "1.4", LetterSpacing = "normal" },
            Subtitle1 = new Subtitle1Typography { FontSize = "var(--font-size-m)", LineHeight = "1.5", LetterSpacing = "normal" },
            Subtitle2 = new Subtitle2Typography { FontSize = "var(--font-size-m)", LineHeight = "1.4", LetterSpacing = "normal" },
            Body1 = new Body1Typography { FontSize = "var(--font-size-m)", LineHeight = "1.5", LetterSpacing = "normal" },
            Body2 = new Body2Typography { FontSize = "var(--font-size-m)", LineHeight = "1.5", LetterSpacing = "normal" },
            Button = new ButtonTypography { FontSize = "var(--font-size-m)", FontWeight = "600", LetterSpacing = "normal", TextTransform = "none" },
            Caption = new CaptionTypography { FontSize = "var(--font-size-s)", LineHeight = "1.4", LetterSpacing = "normal" },
        },
        LayoutProperties = new LayoutProperties { DefaultBorderRadius = "var(--radius)" },
    };

    private static T Palette<T>(T palette, ThemeColors colors)
        where T : Palette
    {
        (palette.Primary, palette.PrimaryContrastText) = (colors.Accent, colors.AccentText);
        (palette.PrimaryDarken, palette.PrimaryLighten) = (colors.AccentStrong, colors.AccentStrong);
        (palette.Secondary, palette.SecondaryContrastText) = (colors.AccentStrong, colors.AccentText);
        (palette.Info, palette.InfoContrastText) = (colors.Accent, colors.AccentText);
        (palette.Success, palette.SuccessContrastText) = (colors.Accent, colors.AccentText);
        (palette.Warning, palette.WarningContrastText) = (colors.Warning, colors.AccentText);
        (palette.Error, palette.ErrorContrastText) = (colors.Danger, colors.AccentText);
        (palette.Dark, palette.DarkContrastText) = (colors.Text, colors.Surface);
        (palette.TextPrimary, palette.TextSecondary, palette.TextDisabled) = (colors.Text, colors.Muted, colors.Muted);
        (palette.ActionDefault, palette.ActionDisabled, palette.ActionDisabledBackground) = (colors.Muted, colors.Muted, colors.Sunken);
        (palette.Background, palette.BackgroundGray, palette.Surface) = (colors.Bg, colors.Sunken, colors.Surface);
        (palette.DrawerBackground, palette.DrawerText, palette.DrawerIcon) = (colors.Surface, colors.Text, colors.Muted);
        (palette.AppbarBackground, palette.AppbarText) = (colors.Surface, colors.Text);
        (palette.LinesDefault, palette.LinesInputs, palette.TableLines) = (colors.Line, colors.LineStrong, colors.Line);
        (palette.TableStriped, palette.TableHover) = (colors.Sunken, colors.Hover);
        (palette.Divider, palette.DividerLight, palette.Skeleton) = (colors.Line, colors.Line, colors.Line);
        return palette;
    }
}
