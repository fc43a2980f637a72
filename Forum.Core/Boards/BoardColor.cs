namespace Forum.Core.Boards;

/// <summary>
/// The colors of boards. Each has a light and a dark variant in the style sheet. Stored as a number: never renumber the
/// values. Neighbors differ, because boards get them in turn.
/// </summary>
public enum BoardColor
{
    /// <summary>Green.</summary>
    Green,

    /// <summary>Blue.</summary>
    Blue,

    /// <summary>Amber.</summary>
    Amber,

    /// <summary>Violet.</summary>
    Violet,

    /// <summary>Teal.</summary>
    Teal,

    /// <summary>Red.</summary>
    Red,

    /// <summary>Indigo.</summary>
    Indigo,

    /// <summary>Orange.</summary>
    Orange,

    /// <summary>Cyan.</summary>
    Cyan,

    /// <summary>Pink.</summary>
    Pink,

    /// <summary>Olive.</summary>
    Olive,

    /// <summary>Slate.</summary>
    Slate,
}

/// <summary>How a board looks wherever it's named.</summary>
/// <param name="Color">The color.</param>
/// <param name="Icon">An emoji or another single character; empty for the forum's own icon.</param>
public readonly record struct BoardLook(BoardColor Color, string Icon)
{
    /// <summary>The color a new board gets: the next one in turn.</summary>
    /// <param name="number">The number of boards before it.</param>
    public static BoardColor DefaultColor(int number) => (BoardColor)(number % Enum.GetValues<BoardColor>().Length);
}
