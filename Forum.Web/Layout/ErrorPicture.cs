namespace Forum.Web.Layout;

/// <summary>
/// The pictures of error pages, drawn for this forum. Each is the content of an SVG element, 160 by 110: their colors are
/// classes in <c>pictures.reading.css</c>, so they follow the theme.
/// </summary>
public static class ErrorPicture
{
    private const string Ground = """<ellipse class="picture-ground" cx="80" cy="62" rx="68" ry="40"/>""";

    /// <summary>A signpost whose lower arm has come off.</summary>
    public const string NotFound = Ground + """
        <path class="picture-handle" d="M80 20v74M66 94h28"/>
        <path class="picture-paper" d="M50 24h52l12 10-12 10H50a3 3 0 0 1-3-3V27a3 3 0 0 1 3-3Z"/>
        <path class="picture-stroke" d="M58 34h30"/>
        <path class="picture-back" d="m104 60-52-9-14 8 10 12 52 9a3 3 0 0 0 3-2l3-15a3 3 0 0 0-2-3Z"/>
        <circle class="picture-accent" cx="80" cy="57" r="3"/>
        """;

    /// <summary>A padlock on a speech bubble.</summary>
    public const string Forbidden = Ground + """
        <path class="picture-paper" d="M40 18h80a8 8 0 0 1 8 8v44a8 8 0 0 1-8 8H82L64 94V78H40a8 8 0 0 1-8-8V26a8 8 0 0 1 8-8Z"/>
        <path class="picture-handle" d="M71 45v-7a9 9 0 0 1 18 0v7"/>
        <rect class="picture-accent" x="64" y="44" width="32" height="23" rx="4"/>
        """;

    /// <summary>An hourglass that has run out.</summary>
    public const string Expired = Ground + """
        <path class="picture-paper" d="M58 22h44c0 18-8 24-17 33 9 9 17 15 17 33H58c0-18 8-24 17-33-9-9-17-15-17-33Z"/>
        <path class="picture-handle" d="M52 20h56M52 90h56"/>
        <path class="picture-accent" d="M63 84c2-9 9-12 17-17 8 5 15 8 17 17Z"/>
        <path class="picture-stroke" d="M80 60v.1"/>
        """;

    /// <summary>A plug beside its socket.</summary>
    public const string Broken = Ground + """
        <path class="picture-handle" d="M14 80c16 0 14-22 28-22M146 44c-16 0-12 16-26 16"/>
        <path class="picture-paper" d="M42 44h16a14 14 0 0 1 0 28H42Z"/>
        <path class="picture-stroke" d="M72 52h8M72 64h8"/>
        <path class="picture-paper" d="M120 46h-14a14 14 0 0 0 0 28h14Z"/>
        <circle class="picture-accent" cx="103" cy="55" r="2.5"/><circle class="picture-accent" cx="103" cy="65" r="2.5"/>
        <path class="picture-stroke" d="m82 36 3 7M94 34l-2 8M84 82l3-6"/>
        """;

    /// <summary>A cup of tea, until the forum is back.</summary>
    public const string Pause = Ground + """
        <path class="picture-stroke" d="M64 20c-5 6 5 9 0 16M80 16c-5 7 5 11 0 19M96 20c-5 6 5 9 0 16"/>
        <path class="picture-handle" d="M110 52h7a9 9 0 0 1 0 18h-8M44 94h72"/>
        <path class="picture-paper" d="M50 46h60v22a22 22 0 0 1-22 22H72a22 22 0 0 1-22-22Z"/>
        """;
}
