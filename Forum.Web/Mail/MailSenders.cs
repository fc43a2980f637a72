using System.Globalization;
using System.Net;
using System.Net.Mail;
using Forum.Core.Data;
using Microsoft.Extensions.Options;

namespace Forum.Web.Mail;

/// <summary>Where mails leave the program.</summary>
public interface IMailSender
{
    /// <summary>Hands a mail over; returns when somebody else is responsible for it.</summary>
    /// <param name="mail">The mail.</param>
    /// <param name="mailId">Its key in the outbox: a second time it is the same mail.</param>
    /// <param name="cancellation">Gives up.</param>
    Task SendAsync(MailMessage mail, long mailId, CancellationToken cancellation);
}

/// <summary>Writes each mail as a file that mail programs open: a new forum works at once, and nothing leaves the machine.</summary>
/// <param name="data">Where the data folder is.</param>
public sealed class FolderMailSender(IOptions<DataOptions> data) : IMailSender
{
    /// <summary>The folder of the mails, from the root.</summary>
    public string Folder { get; } = Path.Combine(data.Value.Directory, "mail");

    /// <inheritdoc />
    public async Task SendAsync(MailMessage mail, long mailId, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(mail);

        // The library names its files by chance. In a folder of its own it is known which one is new, and it comes into view whole.
        var draft = Directory.CreateDirectory(Path.Combine(Folder, "draft"));
        foreach (var left in draft.GetFiles())
            left.Delete();
        using var client = new SmtpClient { DeliveryMethod = SmtpDeliveryMethod.SpecifiedPickupDirectory, PickupDirectoryLocation = draft.FullName };
        await client.SendMailAsync(mail, cancellation);
        draft.GetFiles().Single().MoveTo(Path.Combine(Folder, string.Create(CultureInfo.InvariantCulture, $"{mailId:D8}.eml")), overwrite: true);
    }
}

/// <summary>Hands mails to a mail server.</summary>
/// <param name="options">Which one.</param>
public sealed class SmtpMailSender(IOptions<MailOptions> options) : IMailSender
{
    /// <inheritdoc />
    public async Task SendAsync(MailMessage mail, long mailId, CancellationToken cancellation)
    {
        var settings = options.Value;
        using var client = new SmtpClient(settings.SmtpHost, settings.SmtpPort) { EnableSsl = settings.SmtpStartTls };
        if (settings.SmtpUserName.Length > 0)
            client.Credentials = new NetworkCredential(settings.SmtpUserName, settings.SmtpPassword);

        // The client's own limit is for calls that hold their thread; a server that hangs would hold the mails behind this one for ever.
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(TimeSpan.FromSeconds(settings.TimeoutSeconds));
        try
        {
            await client.SendMailAsync(mail, limit.Token).WaitAsync(limit.Token);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw new SmtpException($"{settings.SmtpHost} did not answer within {settings.TimeoutSeconds} seconds.");
        }
    }
}
