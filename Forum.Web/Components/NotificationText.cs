using Forum.Core.Access;
using Forum.Core.Data;
using Microsoft.Extensions.Localization;

namespace Forum.Web.Components;

/// <summary>A notification as a sentence.</summary>
/// <param name="who">The name of the member who caused it.</param>
public delegate string SayNotification(IStringLocalizer texts, string who, NotificationView told);

/// <summary>How a kind of notification reads, and where it leads.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Say">Its sentence.</param>
public sealed record NotificationText(NotificationDefinition Kind, SayNotification Say) : IRegistered
{
    /// <inheritdoc />
    public int Number => Kind.Number;

    /// <inheritdoc />
    public string Name => Kind.Name;

    /// <summary>The filter of the list that shows it, as in the list's address; null if it's only among all of them.</summary>
    public string? Filter { get; init; }

    /// <summary>Where it leads; null for the post or the member that it's about.</summary>
    public Func<NotificationView, string>? Link { get; init; }
}
