using Forum.Core.Data;

namespace Forum.Web.Framework;

/// <summary>Finds what a guest page is about by its route value, where that isn't a number.</summary>
[ExtensionPoint]
public interface IGuestPageId
{
    /// <summary>The kind of channel that the page depends on.</summary>
    string Kind { get; }

    /// <summary>The number of what the page is about; null if there is none.</summary>
    ValueTask<int?> FindAsync(string value, CancellationToken cancellation);
}
