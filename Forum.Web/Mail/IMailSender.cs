using MimeKit;

namespace Forum.Web.Mail;

/// <summary>Where mails leave the program.</summary>
public interface IMailSender
{
    /// <summary>Hands a mail over; returns when somebody else is responsible for it.</summary>
    /// <param name="mailId">Its key in the outbox: a second time it is the same mail.</param>
    /// <exception cref="UndeliverableMailException">Trying again won't help; the sender itself works.</exception>
    Task SendAsync(MimeMessage mail, long mailId, CancellationToken cancellation);
}

/// <summary>A mail that can't go to its address, now or later.</summary>
/// <param name="message">Why, for administrators.</param>
public sealed class UndeliverableMailException(string message) : Exception(message);
