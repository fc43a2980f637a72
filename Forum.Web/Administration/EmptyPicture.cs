namespace Forum.Web.Administration;

/// <summary>
/// The pictures of empty lists, drawn for this forum. Each is the content of an SVG element, 160 by 110: their colors are
/// classes, most of them in <c>pictures.reading.css</c>, so they follow the theme.
/// </summary>
public static class EmptyPicture
{
    // A soft ground for all of them, so that they look like one set.
    private const string Ground = """<ellipse class="picture-ground" cx="80" cy="62" rx="68" ry="40"/>""";

    /// <summary>Boards: three shelves of cards, the first one still to be filled.</summary>
    public const string Boards = Ground + """
        <rect class="picture-back" x="46" y="16" width="68" height="24" rx="5"/>
        <rect class="picture-back" x="40" y="34" width="80" height="26" rx="5"/>
        <rect class="picture-paper" x="32" y="54" width="96" height="36" rx="6"/>
        <circle class="picture-accent" cx="50" cy="72" r="8"/>
        <path class="picture-stroke" d="M66 68h44M66 78h28"/>
        """;

    /// <summary>Chat: two bubbles that lean toward each other.</summary>
    public const string Chat = Ground + """
        <path class="picture-back" d="M76 22h46a7 7 0 0 1 7 7v24a7 7 0 0 1-7 7h-4v10l-12-10H76a7 7 0 0 1-7-7V29a7 7 0 0 1 7-7Z"/>
        <path class="picture-paper" d="M36 42h52a7 7 0 0 1 7 7v26a7 7 0 0 1-7 7H58L44 94V82h-8a7 7 0 0 1-7-7V49a7 7 0 0 1 7-7Z"/>
        <circle class="picture-accent" cx="46" cy="62" r="4"/><circle class="picture-accent" cx="62" cy="62" r="4"/><circle class="picture-accent" cx="78" cy="62" r="4"/>
        """;

    /// <summary>Email: an open envelope with nothing left in it.</summary>
    public const string Mail = Ground + """
        <path class="picture-back" d="M38 48 80 18l42 30v6H38Z"/>
        <rect class="picture-paper" x="54" y="30" width="52" height="54" rx="4"/>
        <path class="picture-stroke" d="m68 50 8 8 16-17"/>
        <path class="picture-paper" d="M38 50v36a5 5 0 0 0 5 5h74a5 5 0 0 0 5-5V50L80 74Z"/>
        """;

    /// <summary>People: three heads, one of them new.</summary>
    public const string People = Ground + """
        <path class="picture-back" d="M24 86a20 20 0 0 1 40 0Z"/><circle class="picture-back" cx="44" cy="50" r="11"/>
        <path class="picture-back" d="M96 86a20 20 0 0 1 40 0Z"/><circle class="picture-back" cx="116" cy="50" r="11"/>
        <path class="picture-paper" d="M54 92a26 26 0 0 1 52 0Z"/><circle class="picture-paper" cx="80" cy="44" r="15"/>
        <path class="picture-stroke" d="M74 46a7 7 0 0 0 12 0"/>
        """;

    /// <summary>Invitations: a letter with a seal.</summary>
    public const string Invitation = Ground + """
        <path class="picture-back" d="M52 20h52l14 14v48H52Z"/>
        <rect class="picture-paper" x="34" y="38" width="84" height="54" rx="6"/>
        <path class="picture-stroke" d="m36 42 40 28 40-28"/>
        <circle class="picture-accent" cx="76" cy="70" r="10"/>
        """;

    /// <summary>Search: a magnifying glass over an empty page.</summary>
    public const string Search = Ground + """
        <rect class="picture-paper" x="42" y="16" width="60" height="76" rx="6"/>
        <path class="picture-stroke" d="M54 32h36M54 44h24"/>
        <circle class="picture-glass" cx="92" cy="62" r="18"/>
        <path class="picture-handle" d="m105 75 15 15"/>
        """;

    /// <summary>Nothing to do: a cup on a table.</summary>
    public const string Done = Ground + """
        <path class="picture-stroke" d="M64 22c-5 6 5 9 0 16M80 18c-5 7 5 11 0 19M96 22c-5 6 5 9 0 16"/>
        <path class="picture-paper" d="M50 46h60v22a22 22 0 0 1-22 22H72a22 22 0 0 1-22-22Z"/>
        <path class="picture-handle" d="M110 52h7a9 9 0 0 1 0 18h-8"/>
        <path class="picture-stroke" d="m70 66 8 8 14-15"/>
        """;
}
