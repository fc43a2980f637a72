using System.Collections.Frozen;
using Forum.Core.Access;
using Microsoft.AspNetCore.Components;

namespace Forum.Web.Components;

/// <summary>The HTML for a slot of an item.</summary>
/// <param name="id">The item's key.</param>
/// <param name="slot">One of <see cref="FragmentSlotNames"/>.</param>
public delegate string SlotFill(long id, string slot);

/// <summary>Fills the slots in posts or rows with what rooms have registered.</summary>
public sealed class FragmentSlots<TItem>(IEnumerable<IFragmentSlot<TItem>> slots)
{
    private static readonly SlotFill Nothing = static (_, _) => "";
    private readonly IFragmentSlot<TItem>[] _slots = [.. slots.OrderBy(static slot => slot.Order)];

    /// <summary>The slots that rooms fill.</summary>
    public FrozenSet<string> Names { get; } = slots.Select(static slot => slot.Name).ToFrozenSet();

    /// <summary>Asks the rooms what a viewer has in the slots of a page's items.</summary>
    public async ValueTask<SlotFill> FillAsync(Viewer viewer, IEnumerable<TItem> items, CancellationToken cancellation = default)
    {
        if (_slots.Length == 0 || items.ToArray() is not { Length: > 0 } all)
            return Nothing;
        var filled = new List<(string Name, IReadOnlyDictionary<long, MarkupString> Html)>(_slots.Length);
        foreach (var slot in _slots)
            filled.Add((slot.Name, await slot.FillAsync(Shared(viewer), all, cancellation)));
        return (id, name) => string.Concat(filled.Where(slot => slot.Name == name).Select(slot => slot.Html.GetValueOrDefault(id).Value));
    }

    /// <summary>What a viewer has in the slots of an item that is added to an open page.</summary>
    public SlotFill FillNew(Viewer viewer, TItem item) => _slots.Length == 0
        ? Nothing
        : (_, name) => string.Concat(_slots.Where(slot => slot.Name == name).Select(slot => slot.FillNew(Shared(viewer), item).Value));

    // What one guest gets, all others get too.
    private static Viewer Shared(Viewer viewer)
    {
        ArgumentNullException.ThrowIfNull(viewer);
        return viewer.MemberId is null ? Viewer.Guest : viewer;
    }
}
