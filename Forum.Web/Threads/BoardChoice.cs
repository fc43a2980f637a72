using System.Globalization;
using Forum.Core.Access;
using Forum.Core.Boards;
using Forum.Core.Data;

namespace Forum.Web.Threads;

/// <summary>The boards in which a viewer can start a thread, and the chosen one.</summary>
/// <param name="Categories">Only boards in which the viewer may start threads.</param>
/// <param name="Board">The chosen board, even if the viewer can't start threads in it; null for none that they can see.</param>
public sealed record BoardChoice(IReadOnlyList<CategoryView> Categories, BoardView? Board)
{
    /// <summary>The field name that refusals about the board refer to.</summary>
    public const string Field = "Board";

    private static readonly Refusal Missing = new("Choose a board.", Field);
    private static readonly Refusal NoBoard = new("There's no board in which you can start threads.");

    /// <summary>Whether there is anything to choose.</summary>
    public bool IsOpen => Categories.Sum(static category => category.Boards.Length) > (IsAllowed ? 1 : 0);

    private bool IsAllowed => Categories.Any(category => category.Boards.Any(board => board.Id == Board?.Id));

    /// <summary>Finds the boards for a viewer.</summary>
    /// <param name="usual">The board of the page, or the one to suggest; null for none.</param>
    /// <param name="chosen">The key of the board that was submitted; null for the usual one.</param>
    public static async Task<BoardChoice> FindAsync(BoardQueries boards, Viewer viewer, BoardView? usual, string? chosen)
    {
        ArgumentNullException.ThrowIfNull(boards);
        var categories = (await boards.HomeAsync(viewer))
            .Select(category => category with { Boards = category.Boards.RemoveAll(board => board.Access.RefusalToStart(viewer) is not null) })
            .Where(static category => !category.Boards.IsEmpty)
            .ToList();
        if (chosen is null)
            return new BoardChoice(categories, usual);
        return new BoardChoice(categories, int.TryParse(chosen, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? await boards.FindAsync(viewer, id) : null);
    }

    /// <summary>Why the viewer can't start a thread as chosen; null if they can, or have yet to choose.</summary>
    /// <param name="isSubmitted">Whether a board must have been chosen.</param>
    public Refusal? RefusalTo(Viewer viewer, bool isSubmitted)
    {
        ArgumentNullException.ThrowIfNull(viewer);
        if (viewer.RefusalToAct is { } held)
            return held;
        if (Board?.Access.RefusalToStart(viewer) is { } refusal)
            return refusal == Refusal.SignInFirst || !IsOpen ? refusal : refusal with { Field = Field };
        if (Board is null && Categories.Count == 0)
            return viewer.IsMember ? NoBoard : Refusal.SignInFirst;
        return Board is null && isSubmitted ? Missing : null;
    }
}
