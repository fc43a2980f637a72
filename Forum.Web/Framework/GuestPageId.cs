using Forum.Core.Data;
using Forum.Core.Live;

namespace Forum.Web.Framework;

/// <summary>Finds what a guest page is about by its route value, where that isn't a number.</summary>
[ExtensionPoint]
public interface IGuestPageId
{
    /// <summary>The kind of page.</summary>
    LiveChannelKind Kind { get; }

    /// <summary>The number of what the page is about; null if there is none.</summary>
    ValueTask<int?> FindAsync(string value, CancellationToken cancellation);
}
