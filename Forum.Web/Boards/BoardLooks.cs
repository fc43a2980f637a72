using System.Collections.Frozen;
using Forum.Core.Boards;
using Forum.Web.Components;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using static System.Net.WebUtility;

namespace Forum.Web.Boards;

/// <summary>A board's color and icon as HTML. As text: lists show them on each row.</summary>
public static class BoardLooks
{
    private static readonly FrozenDictionary<BoardColor, string> Classes =
        Enum.GetValues<BoardColor>().ToFrozenDictionary(static color => color, static color => $"hue-{color.ToString().ToLowerInvariant()}");

    // Where there's no style sheet: the light variants of colors.reading.css.
    private static readonly string[] Hexes =
    [
        "#206f47", "#1d61af", "#865603", "#7b40bf", "#0c6e68", "#b12f25", "#4b53c3", "#a0430d", "#0b6789", "#ae296b", "#546812", "#566376",
    ];

    /// <summary>The color for emails. White is readable on it.</summary>
    public static string Hex(BoardColor color) => (int)color is >= 0 and var at && at < Hexes.Length ? Hexes[at] : Hexes[^1];

    /// <summary>The class that sets <c>--hue</c>, the board's color.</summary>
    public static string Class(BoardColor color) => Classes.GetValueOrDefault(color, "hue-slate");

    /// <summary>The icon on its tile. Screen readers skip it: the name is always next to it.</summary>
    public static MarkupString Icon(BoardLook look) => new(IconHtml(look));

    /// <summary>The board's name as a link, with its icon.</summary>
    public static MarkupString Chip(string name, string slug, BoardLook look) =>
        new($"<a class=\"board-chip {Class(look.Color)}\" href=\"{HtmlEncode(Links.Board(slug))}\">{IconHtml(look)}<span>{HtmlEncode(name)}</span></a>");

    /// <summary>The color's name.</summary>
    public static string Color(this IStringLocalizer texts, BoardColor color) => color switch
    {
        BoardColor.Green => texts["Green"],
        BoardColor.Blue => texts["Blue"],
        BoardColor.Amber => texts["Amber"],
        BoardColor.Violet => texts["Violet"],
        BoardColor.Teal => texts["Teal"],
        BoardColor.Red => texts["Red"],
        BoardColor.Indigo => texts["Indigo"],
        BoardColor.Orange => texts["Orange"],
        BoardColor.Cyan => texts["Cyan"],
        BoardColor.Pink => texts["Pink"],
        BoardColor.Olive => texts["Olive"],
        _ => texts["Slate"],
    };

    private static string IconHtml(BoardLook look) => $"<span class=\"board-icon {Class(look.Color)}\" aria-hidden=\"true\">{HtmlEncode(look.Icon)}</span>";
}
