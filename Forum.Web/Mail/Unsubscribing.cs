using Forum.Core.Access;
using System.Globalization;
using System.Security.Cryptography;
using Forum.Core.Mail;
using Microsoft.AspNetCore.DataProtection;

namespace Forum.Web.Mail;

/// <summary>
/// The unsubscribe link at the end of an email. It names the member and the topic, signed, and works without signing in
/// for as long as the keys exist.
/// </summary>
public sealed class Unsubscribing(IDataProtectionProvider protection)
{
    private readonly IDataProtector _protector = protection.CreateProtector("Forum.Mail.Unsubscribe");

    /// <summary>The signed value in an email's link; null for emails that are always sent.</summary>
    public string? LinkOf(DueMail mail)
    {
        ArgumentNullException.ThrowIfNull(mail);
        return mail is { Kind.Topic.Bit: var topic, MemberId: { } memberId }
            ? _protector.Protect(string.Create(CultureInfo.InvariantCulture, $"{memberId} {(int)topic}"))
            : null;
    }

    /// <summary>The member and the topic of a link; null when the link isn't ours.</summary>
    public (int MemberId, MailTopics Topic)? Read(string? link)
    {
        if (link is not { Length: > 0 and < 1000 })
            return null;
        try
        {
            var parts = _protector.Unprotect(link).Split(' ');
            return (int.Parse(parts[0], CultureInfo.InvariantCulture), (MailTopics)int.Parse(parts[1], CultureInfo.InvariantCulture));
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    /// <summary>The page that asks for confirmation.</summary>
    public static string PagePath(string link) => $"/unsubscribe?link={link}";

    /// <summary>Where email programs post to.</summary>
    public static string OneClickPath(string link) => $"/mail/unsubscribe?link={link}";
}
