using System.Text;
using MailKit.Net.Smtp;
using MailKit.Security;
using Microsoft.Extensions.Options;
using MimeKit;

namespace Forum.Web.Mail;

/// <summary>Hands mails to a mail server.</summary>
/// <param name="options">Which one.</param>
/// <param name="signer">Signs what leaves, where the settings have a key.</param>
/// <param name="connect">Makes a client for each mail.</param>
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

        // The client counts each step by itself: a server that is slow in every one would hold the mails behind this one much longer.
        client.Timeout = Timeout.Infinite;
        try
        {
            await HandOverAsync(client, mail, limit.Token).WaitAsync(limit.Token);
        }
        catch (Exception error) when (limit.IsCancellationRequested && !cancellation.IsCancellationRequested)
        {
            throw new TimeoutException($"{settings.SmtpHost} did not answer within {settings.TimeoutSeconds} seconds.", error);
        }

        // The mail is the server's now. The client keeps to itself that the server is rude at the end.
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

    // The client writes a domain as Punycode where the server doesn't take it as it is. What stands before the @ has no such form (RFC 6531).
    private static void Check(MimeMessage mail, SmtpCapabilities capabilities)
    {
        if (!capabilities.HasFlag(SmtpCapabilities.UTF8) && mail.To.Mailboxes.FirstOrDefault(static address => !Ascii.IsValid(address.LocalPart)) is { } international)
            throw new UndeliverableMailException($"The mail server doesn't support SMTPUTF8, which the address {international.Address} requires.");
    }
}
