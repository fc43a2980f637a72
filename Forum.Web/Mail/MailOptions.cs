using System.Net.Mail;
using Forum.Core.Data;

namespace Forum.Web.Mail;

/// <summary>How mail leaves the forum. The section <c>Forum:Mail</c> of the settings.</summary>
public sealed class MailOptions
{
    /// <summary><c>Folder</c> writes mails as files into the data folder's <c>mail/</c>; <c>Smtp</c> hands them to a mail server.</summary>
    public string Sender { get; set; } = "Folder";

    /// <summary>The address that mails come from.</summary>
    public string From { get; set; } = "forum@localhost";

    /// <summary>The mail server's name or address.</summary>
    public string SmtpHost { get; set; } = "";

    /// <summary>Its port: 587 for members of a mail service, 25 for a server of one's own. Not 465, which begins encrypted.</summary>
    public int SmtpPort { get; set; } = 587;

    /// <summary>Whether the connection is encrypted (STARTTLS); a server that cannot do that is then refused.</summary>
    public bool SmtpStartTls { get; set; } = true;

    /// <summary>The name to sign in with; empty for a server that asks for none.</summary>
    public string SmtpUserName { get; set; } = "";

    /// <summary>The password that goes with it.</summary>
    public string SmtpPassword { get; set; } = "";

    /// <summary>Seconds that the mail server has for each mail.</summary>
    public int TimeoutSeconds { get; set; } = 60;

    internal bool IsSmtp => Sender.Equals("Smtp", StringComparison.OrdinalIgnoreCase);

    internal void Check()
    {
        if (!IsSmtp && !Sender.Equals("Folder", StringComparison.OrdinalIgnoreCase))
            throw new StartRefusedException($"The setting Forum:Mail:Sender is \"{Sender}\"; it can be Folder or Smtp.");
        if (!MailAddress.TryCreate(From, out _))
            throw new StartRefusedException($"The setting Forum:Mail:From is \"{From}\"; it is an e-mail address, such as forum@example.org.");
        if (IsSmtp && string.IsNullOrWhiteSpace(SmtpHost))
            throw new StartRefusedException("The setting Forum:Mail:SmtpHost is empty; with the sender Smtp it names the mail server.");
        if (SmtpPort is < 1 or > 65535 || TimeoutSeconds is < 1 or > 600)
            throw new StartRefusedException("Forum:Mail:SmtpPort is a number from 1 to 65535, and Forum:Mail:TimeoutSeconds one from 1 to 600.");
    }
}
