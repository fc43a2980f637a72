using System.Globalization;
using Forum.Core.Data;
using Microsoft.Extensions.Options;
using MimeKit;

namespace Forum.Web.Mail;

/// <summary>Writes each mail as a file that mail programs open: a new forum works at once, and nothing leaves the machine.</summary>
/// <param name="data">Where the data folder is.</param>
public sealed class FolderMailSender(IOptions<DataOptions> data) : IMailSender
{
    /// <summary>The folder of the mails, from the root.</summary>
    public string Folder { get; } = Path.Combine(data.Value.Directory, "mail");

    /// <inheritdoc />
    public async Task SendAsync(MimeMessage mail, long mailId, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(mail);
        var name = string.Create(CultureInfo.InvariantCulture, $"{mailId:D8}");

        // Written under another name first: nobody opens half a mail.
        var draft = Path.Combine(Directory.CreateDirectory(Folder).FullName, name + ".draft");
        await mail.WriteToAsync(draft, cancellation);
        File.Move(draft, Path.Combine(Folder, name + ".eml"), overwrite: true);
    }
}
