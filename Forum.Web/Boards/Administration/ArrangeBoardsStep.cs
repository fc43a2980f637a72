using Forum.Core.Access;
using Forum.Core.Boards;
using Forum.Web.Administration;
using Forum.Web.Components;
using Microsoft.Extensions.Localization;

namespace Forum.Web.Boards.Administration;

/// <summary>The step to the first boards.</summary>
public sealed class ArrangeBoardsStep(BoardStructure structure) : IFirstStep
{
    /// <inheritdoc />
    public int Order => 20;

    /// <inheritdoc />
    public FirstStep Describe(IStringLocalizer<Texts> texts)
    {
        ArgumentNullException.ThrowIfNull(texts);
        return new(texts["Create your boards"], texts["A few are enough to start with. You can add more at any time."], Links.BoardsAdministration);
    }

    /// <inheritdoc />
    public async Task<bool> IsDoneAsync(Viewer viewer, CancellationToken cancellation = default) =>
        (await structure.ReadAsync(viewer, cancellation)).Any(static category => category.Boards.Any(static board => board.ArchivedAt is null));
}
