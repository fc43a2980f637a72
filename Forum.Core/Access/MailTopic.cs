using Forum.Core.Data;

namespace Forum.Core.Access;

/// <summary>
/// Emails that members can turn off or on together. The room that sends them declares the topic and registers it.
/// Emails without a topic, such as those about the account's security, are always sent.
/// </summary>
/// <param name="Number">The stored number, from 0 to 30: its bit is 2 to the power of it.</param>
/// <param name="Name">Its name in forms and in the data export.</param>
/// <param name="Label">Its label in the member's settings.</param>
/// <param name="Emails">What can be unsubscribed from, such as "emails about replies in threads you watch".</param>
public sealed record MailTopic(int Number, string Name, string Label, string Emails) : IRegistered
{
    /// <inheritdoc />
    public static int MaxNumber => 30;

    /// <summary>Its bit in a stored set.</summary>
    public MailTopics Bit => (MailTopics)(1 << Number);

    /// <summary>What the member should know in addition to the label.</summary>
    public string? Hint { get; init; }

    /// <summary>
    /// Whether it's off until the member turns it on, in the notification settings. Otherwise it's on until the member
    /// turns it off, in the email settings.
    /// </summary>
    public bool IsOptIn { get; init; }

    /// <summary>Whether only administrators get these emails.</summary>
    public bool IsForAdministrators { get; init; }

    /// <inheritdoc />
    public int Order { get; init; }

    /// <summary>Whether someone can get these emails.</summary>
    public bool IsFor(Person person)
    {
        ArgumentNullException.ThrowIfNull(person);
        return !IsForAdministrators || person.IsAdministrator;
    }

    /// <summary>The bits of some topics.</summary>
    public static MailTopics SetOf(IEnumerable<MailTopic> topics) => topics.Aggregate(MailTopics.None, static (set, topic) => set | topic.Bit);
}
