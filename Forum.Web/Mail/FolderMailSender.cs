using System.Globalization;
using Forum.Core.Data;
using Microsoft.Extensions.Options;
using MimeKit;

namespace Forum.Web.Mail;

/// <summary>
/// Writes each email to a file that email programs can open: a new forum works at once, and nothing leaves the machine.
/// </summary>
public sealed class FolderMailSender(IOptions<DataOptions> data) : IMailSender
{
    /// <summary>The absolute path of the email folder.</summary>
    public string Folder { get; } = Path.Combine(data.Value.Directory, "mail");

    /// <inheritdoc />
    public async Task SendAsync(MimeMessage mail, long mailId, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(mail);
        var name = string.Create(CultureInfo.InvariantCulture, $"{mailId:D8}");

        // Write it under another name first, so that nobody opens half an email.
        var draft = Path.Combine(Directory.CreateDirectory(Folder).FullName, name + ".draft");
        await mail.WriteToAsync(draft, cancellation);
        File.Move(draft, Path.Combine(Folder, name + ".eml"), overwrite: true);
    }
}
