using Forum.Core.Data;
using Forum.Core.Mail;

namespace Forum.Web.Mail;

/// <summary>How a kind of email is composed.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Template">The component with its content.</param>
/// <param name="Subject">The key of its subject; {0} is the forum's name.</param>
public sealed record RegisteredMail(MailDefinition Kind, Type Template, string Subject) : IRegistered
{
    /// <inheritdoc />
    public int Number => Kind.Number;

    /// <inheritdoc />
    public string Name => Kind.Name;
}

/// <summary>Registers how emails are composed.</summary>
public static class MailRegistration
{
    /// <summary>Registers the content and the subject of a kind of email.</summary>
    /// <typeparam name="TTemplate">The component with its content.</typeparam>
    /// <param name="subject">The key of its subject; {0} is the forum's name.</param>
    public static IServiceCollection AddMailTemplate<TTemplate>(this IServiceCollection services, MailDefinition kind, string subject)
        where TTemplate : MailTemplate => services.Register(new RegisteredMail(kind, typeof(TTemplate), subject));
}
