using System.Text;
using MailKit.Net.Smtp;
using MailKit.Security;
using Microsoft.Extensions.Options;
using MimeKit;

namespace Forum.Web.Mail;

/// <summary>Hands emails to a mail server.</summary>
/// <param name="signer">Signs emails, if a key is configured.</param>
/// <param name="connect">Creates a client for each email.</param>
public sealed class SmtpMailSender(IOptions<MailOptions> options, MailSigner signer, Func<SmtpClient> connect) : IMailSender
{
    /// <inheritdoc />
    public async Task SendAsync(MimeMessage mail, long mailId, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(mail);
        var settings = options.Value;
        using var client = connect();
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(TimeSpan.FromSeconds(settings.TimeoutSeconds));

        // The client's timeout is per step: a server that is slow at every step would hold up the emails behind this one much longer.
        client.Timeout = Timeout.Infinite;
        try
        {
            await HandOverAsync(client, mail, limit.Token).WaitAsync(limit.Token);
        }
        catch (Exception error) when (limit.IsCancellationRequested && !cancellation.IsCancellationRequested)
        {
            throw new TimeoutException($"{settings.SmtpHost} didn't respond within {settings.TimeoutSeconds} seconds.", error);
        }

        // The server has accepted the email. The client ignores a server that hangs up without saying goodbye.
        await client.DisconnectAsync(quit: true, limit.Token);
    }

    private async Task HandOverAsync(SmtpClient client, MimeMessage mail, CancellationToken cancellation)
    {
        var settings = options.Value;
        await client.ConnectAsync(settings.SmtpHost, settings.SmtpPort, Encryption(settings), cancellation);
        if (settings.SmtpUserName.Length > 0)
            await client.AuthenticateAsync(settings.SmtpUserName, settings.SmtpPassword, cancellation);
        Check(mail, client.Capabilities);
        signer.Sign(mail);
        await client.SendAsync(mail, cancellation);
    }

    private static SecureSocketOptions Encryption(MailOptions settings) => settings switch
    {
        { SmtpImplicitTls: true } => SecureSocketOptions.SslOnConnect,
        { SmtpStartTls: true } => SecureSocketOptions.StartTls,
        _ => SecureSocketOptions.None,
    };

    // The client writes the domain as Punycode if the server doesn't support it otherwise. The part before the @ has no such form (RFC 6531).
    private static void Check(MimeMessage mail, SmtpCapabilities capabilities)
    {
        if (!capabilities.HasFlag(SmtpCapabilities.UTF8) && mail.To.Mailboxes.FirstOrDefault(static address => !Ascii.IsValid(address.LocalPart)) is { } international)
            throw new UndeliverableMailException($"The mail server doesn't support SMTPUTF8, which the address {international.Address} requires.");
    }
}
