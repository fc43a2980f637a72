using System.Text;
using System.Text.RegularExpressions;
using MimeKit;

namespace Forum.Tests.Support;

/// <summary>A parsed email: headers, plain-text part, HTML part.</summary>
public sealed class ReceivedMail
{
    private ReceivedMail(byte[] raw)
    {
        using var stream = new MemoryStream(raw);
        (Raw, Message) = (Encoding.UTF8.GetString(raw), MimeMessage.Load(stream));
    }

    public MimeMessage Message { get; }

    /// <summary>The raw message.</summary>
    public string Raw { get; }

    public string Text => Message.TextBody!;

    public string Html => Message.HtmlBody!;

    public string Subject => Message.Subject!;

    public string To => Message.To.Mailboxes.Single().Address;

    public string? this[string header] => Message.Headers[header];

    /// <summary>The path of the first link in the plain-text part that starts like this.</summary>
    public string Path(string beginning)
    {
        var link = Regex.Match(Text, $@"https?://[^/\s]+(/{Regex.Escape(beginning.TrimStart('/'))}[^\s]*)");
        return link.Success ? link.Groups[1].Value : throw new InvalidOperationException($"No link to {beginning} in:\n{Text}");
    }

    /// <summary>Parses a raw message.</summary>
    public static ReceivedMail Parse(byte[] raw) => new(raw);
}
