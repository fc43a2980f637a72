using System.Text;
using Forum.Core.Data;
using MimeKit;

namespace Forum.Web.Mail;

/// <summary>Email delivery: the section <c>Forum:Mail</c> of the settings.</summary>
public sealed class MailOptions
{
    private const int ImplicitTlsPort = 465;

    /// <summary>
    /// <c>Folder</c> writes emails as files to <c>mail/</c> in the data folder; <c>Smtp</c> hands them to a mail server.
    /// </summary>
    public string Sender { get; set; } = "Folder";

    /// <summary>The sender address of emails.</summary>
    public string From { get; set; } = "forum@localhost";

    /// <summary>The mail server's host name or IP address.</summary>
    public string SmtpHost { get; set; } = "";

    /// <summary>Its port: 587 or 465 for an email provider, 25 for your own server.</summary>
    public int SmtpPort { get; set; } = 587;

    /// <summary>
    /// Whether the connection switches to TLS before anything is sent (STARTTLS). A server that doesn't support it gets nothing.
    /// </summary>
    public bool SmtpStartTls { get; set; } = true;

    /// <summary>
    /// Whether the connection uses TLS from the start, as on port 465. <see cref="SmtpStartTls"/> then has no effect.
    /// </summary>
    public bool SmtpImplicitTls { get; set; }

    /// <summary>The username; empty for a server without authentication.</summary>
    public string SmtpUserName { get; set; } = "";

    /// <summary>The password for the username.</summary>
    public string SmtpPassword { get; set; } = "";

    /// <summary>The timeout for each email, in seconds.</summary>
    public int TimeoutSeconds { get; set; } = 60;

    /// <summary>The domain that signs emails with DKIM; empty for no signature.</summary>
    public string DkimDomain { get; set; } = "";

    /// <summary>The DKIM selector: the public key is at <c>selector._domainkey.domain</c>.</summary>
    public string DkimSelector { get; set; } = "";

    /// <summary>The file with the RSA private key, in PEM.</summary>
    public string DkimPrivateKeyFile { get; set; } = "";

    internal bool IsSmtp => Sender.Equals("Smtp", StringComparison.OrdinalIgnoreCase);

    /// <summary>The parsed sender address; null when it's invalid, or one that not every mail server accepts.</summary>
    internal MailboxAddress? FromAddress =>
        MailboxAddress.TryParse(new ParserOptions { AllowAddressesWithoutDomain = false }, From, out var parsed)
        && parsed.Address == From && Ascii.IsValid(parsed.LocalPart) ? parsed : null;

    internal void Check()
    {
        if (!IsSmtp && !Sender.Equals("Folder", StringComparison.OrdinalIgnoreCase))
            throw new StartRefusedException($"The setting Forum:Mail:Sender is \"{Sender}\". Set it to Folder or Smtp.");
        if (FromAddress is null)
            throw new StartRefusedException($"The setting Forum:Mail:From is \"{From}\". Set it to an email address, such as forum@example.org.");
        if (IsSmtp && string.IsNullOrWhiteSpace(SmtpHost))
            throw new StartRefusedException("The setting Forum:Mail:SmtpHost is empty. Set it to your mail server, or set Forum:Mail:Sender to Folder.");
        if (SmtpPort is < 1 or > 65535 || TimeoutSeconds is < 1 or > 600)
            throw new StartRefusedException("Forum:Mail:SmtpPort must be a number from 1 to 65535, and Forum:Mail:TimeoutSeconds one from 1 to 600.");
        if (IsSmtp && SmtpPort == ImplicitTlsPort && !SmtpImplicitTls)
            throw new StartRefusedException("Port 465 uses implicit TLS. Set Forum:Mail:SmtpImplicitTls to true, or use another Forum:Mail:SmtpPort, such as 587.");
        CheckDkim();
    }

    private void CheckDkim()
    {
        string[] settings = [DkimDomain, DkimSelector, DkimPrivateKeyFile];
        if (settings.All(string.IsNullOrEmpty))
            return;
        if (settings.Any(string.IsNullOrWhiteSpace))
            throw new StartRefusedException("Forum:Mail:DkimDomain, DkimSelector and DkimPrivateKeyFile belong together. Set all three or none.");
        if (Uri.CheckHostName(DkimDomain) != UriHostNameType.Dns || Uri.CheckHostName(DkimSelector) != UriHostNameType.Dns)
            throw new StartRefusedException($"Forum:Mail:DkimDomain is \"{DkimDomain}\" and DkimSelector is \"{DkimSelector}\". Set them to a domain and a selector, such as example.org and forum.");
        MailSigner.Open(this);
    }
}
