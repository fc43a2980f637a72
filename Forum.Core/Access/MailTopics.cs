namespace Forum.Core.Access;

/// <summary>
/// A set of email topics as stored: the bits of registered <see cref="MailTopic"/>s. An enum because the database
/// computes with it.
/// </summary>
[Flags]
public enum MailTopics
{
    /// <summary>None.</summary>
    None = 0,
}
