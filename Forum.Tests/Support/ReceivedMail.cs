using System.Text;
using System.Text.RegularExpressions;
using MimeKit;

namespace Forum.Tests.Support;

/// <summary>A mail as its reader's program takes it apart: headers, the plain part, the part with colors.</summary>
public sealed class ReceivedMail
{
    private ReceivedMail(byte[] raw)
    {
        using var stream = new MemoryStream(raw);
        (Raw, Message) = (Encoding.UTF8.GetString(raw), MimeMessage.Load(stream));
    }

    public MimeMessage Message { get; }

    /// <summary>As it came over the wire.</summary>
    public string Raw { get; }

    public string Text => Message.TextBody!;

    public string Html => Message.HtmlBody!;

    public string Subject => Message.Subject!;

    public string To => Message.To.Mailboxes.Single().Address;

    public string? this[string header] => Message.Headers[header];

    /// <summary>The path of the first link in the plain part that begins like this.</summary>
    public string Path(string beginning)
    {
        var link = Regex.Match(Text, $@"https?://[^/\s]+(/{Regex.Escape(beginning.TrimStart('/'))}[^\s]*)");
        return link.Success ? link.Groups[1].Value : throw new InvalidOperationException($"No link to {beginning} in:\n{Text}");
    }

    /// <summary>Takes a mail apart as it came over the wire.</summary>
    public static ReceivedMail Parse(byte[] raw) => new(raw);
}
