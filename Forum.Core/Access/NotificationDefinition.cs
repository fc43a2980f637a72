using Forum.Core.Data;

namespace Forum.Core.Access;

/// <summary>The kind of a notification as stored: the number of a registered <see cref="NotificationDefinition"/>.</summary>
public readonly record struct NotificationKind(int Number);

/// <summary>A kind of notification. The room that raises it declares and registers it.</summary>
/// <param name="Number">The stored number, from 0 to 30, because preferences store its bit.</param>
/// <param name="Name">Its name in the data export.</param>
/// <param name="Label">Its label in the member's settings.</param>
public sealed record NotificationDefinition(int Number, string Name, string Label) : IRegistered
{
    /// <inheritdoc />
    public static int MaxNumber => 30;

    /// <summary>What is stored with a notification.</summary>
    public NotificationKind Kind => new(Number);

    /// <summary>Its bit in a stored set.</summary>
    public NotificationKinds Bit => (NotificationKinds)(1 << Number);

    /// <summary>Whether members don't get it until they turn it on.</summary>
    public bool IsOffByDefault { get; init; }

    /// <inheritdoc />
    public int Order { get; init; }

    /// <summary>Whether a member gets it.</summary>
    /// <param name="stored">The member's <see cref="MemberPreferences.SilentKinds"/>.</param>
    public bool IsOn(NotificationKinds stored) => ((stored & Bit) == 0) != IsOffByDefault;

    /// <summary>The bits of some kinds.</summary>
    public static NotificationKinds SetOf(IEnumerable<NotificationDefinition> kinds) =>
        kinds.Aggregate(NotificationKinds.None, static (set, kind) => set | kind.Bit);

    /// <summary>
    /// Turns the stored <see cref="MemberPreferences.SilentKinds"/> into the kinds that are off, or back: they differ in
    /// those that are off by default.
    /// </summary>
    public static NotificationKinds Invert(IEnumerable<NotificationDefinition> kinds, NotificationKinds set) =>
        set ^ SetOf(kinds.Where(static kind => kind.IsOffByDefault));
}
