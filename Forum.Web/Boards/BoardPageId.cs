using Forum.Core.Boards;
using Forum.Web.Framework;

namespace Forum.Web.Boards;

/// <summary>Finds the board that a guest page shows.</summary>
public sealed class BoardPageId(BoardQueries found) : IGuestPageId
{
    /// <inheritdoc />
    public string Kind => BoardChannels.BoardKind;

    /// <inheritdoc />
    public ValueTask<int?> FindAsync(string value, CancellationToken cancellation) => found.IdAsync(value, cancellation);
}
