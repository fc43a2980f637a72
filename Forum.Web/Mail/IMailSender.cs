using MimeKit;

namespace Forum.Web.Mail;

/// <summary>Sends emails.</summary>
public interface IMailSender
{
    /// <summary>Hands an email over; returns when the recipient has taken responsibility for it.</summary>
    /// <param name="mailId">Its key in the outbox: with the same key, it's the same email again.</param>
    /// <exception cref="UndeliverableMailException">Trying again won't help; the sender itself works.</exception>
    Task SendAsync(MimeMessage mail, long mailId, CancellationToken cancellation);
}

/// <summary>An email that can't be composed or delivered to its address, now or later.</summary>
/// <param name="message">The reason, for administrators.</param>
public sealed class UndeliverableMailException(string message) : Exception(message);
