using Forum.Core.Access;
using Forum.Core.Data;

namespace Forum.Core.Mail;

/// <summary>What an email is about as stored: the number of a registered <see cref="MailDefinition"/>.</summary>
public readonly record struct MailKind(int Number);

/// <summary>A kind of email. The room that sends it declares and registers it.</summary>
/// <param name="Number">The stored number.</param>
/// <param name="Name">Its name in the administrators' list.</param>
public sealed record MailDefinition(int Number, string Name) : IRegistered
{
    /// <summary>What is stored with an email.</summary>
    public MailKind Kind => new(Number);

    /// <summary>The topic that turns it off; null if it's always sent.</summary>
    public MailTopic? Topic { get; init; }

    /// <summary>Whether its address is deleted as soon as it's sent, because it goes to a former member.</summary>
    public bool ForgetsAddress { get; init; }

    /// <summary>Stands for a kind that isn't registered: its room isn't part of the forum anymore.</summary>
    public static MailDefinition Unknown(MailKind kind) => new(kind.Number, "Unknown type");
}
