using Forum.Core.Boards;
using Forum.Web.Framework;

namespace Forum.Web.Boards;

/// <summary>Finds the board of a guests' page.</summary>
public sealed class BoardPageId(BoardQueries found) : IGuestPageId
{
    /// <inheritdoc />
    public string Kind => BoardChannels.BoardKind;

    /// <inheritdoc />
    public ValueTask<int?> FindAsync(string value, CancellationToken cancellation) => found.IdAsync(value, cancellation);
}
