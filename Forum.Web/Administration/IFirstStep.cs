using Forum.Core.Access;
using Forum.Core.Data;
using Forum.Web.Components;
using Microsoft.Extensions.Localization;

namespace Forum.Web.Administration;

/// <summary>An item on the checklist of a new forum. Each room registers its own with <c>AddHandler</c>.</summary>
[ExtensionPoint]
public interface IFirstStep
{
    /// <summary>Lower numbers come first.</summary>
    int Order => 0;

    /// <summary>What to do, in the page's language.</summary>
    FirstStep Describe(IStringLocalizer<Texts> texts);

    /// <summary>Whether it's done: found in the data, so that nobody has to tick it off.</summary>
    Task<bool> IsDoneAsync(Viewer viewer, CancellationToken cancellation = default);
}

/// <summary>An item on the checklist of a new forum, translated.</summary>
/// <param name="Title">What to do.</param>
/// <param name="Why">Why, in a sentence.</param>
/// <param name="Address">The page where it's done.</param>
public sealed record FirstStep(string Title, string Why, string Address);
