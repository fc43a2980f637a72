using System.Globalization;
using System.Security.Cryptography;
using Forum.Core.Mail;
using Microsoft.AspNetCore.DataProtection;

namespace Forum.Web.Mail;

/// <summary>
/// The link at the end of a mail that ends mails of its topic. It says for whom and what, signed; it works without signing in and
/// for as long as the keys are kept.
/// </summary>
/// <param name="protection">Signs it.</param>
public sealed class Unsubscribing(IDataProtectionProvider protection)
{
    private readonly IDataProtector _protector = protection.CreateProtector("Forum.Mail.Unsubscribe");

    /// <summary>What the link of a mail carries; null for mails that always come.</summary>
    public string? LinkOf(DueMail mail)
    {
        ArgumentNullException.ThrowIfNull(mail);
        var topic = MailKinds.TopicOf(mail.Kind);
        return topic == MailTopics.None || mail.MemberId is not { } memberId
            ? null
            : _protector.Protect(string.Create(CultureInfo.InvariantCulture, $"{memberId} {(int)topic}"));
    }

    /// <summary>Whose mails of which topic the link ends; null when it is none of ours.</summary>
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

    /// <summary>The page that asks before it ends them.</summary>
    public static string PagePath(string link) => $"/unsubscribe?link={link}";

    /// <summary>Where a mail program posts to.</summary>
    public static string OneClickPath(string link) => $"/mail/unsubscribe?link={link}";
}
