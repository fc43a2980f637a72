using System.Text;
using System.Text.RegularExpressions;

namespace Forum.Tests.Support;

/// <summary>A mail as its reader's program takes it apart: headers, the plain part, the part with colours.</summary>
public sealed partial class ReceivedMail
{
    private readonly Dictionary<string, string> _headers;

    private ReceivedMail(Dictionary<string, string> headers, string text, string html) => (_headers, Text, Html) = (headers, text, html);

    public string Text { get; }

    public string Html { get; }

    public string Subject => Header("Subject");

    public string To => Header("To");

    public string? this[string header] => _headers.GetValueOrDefault(header);

    /// <summary>The path of the first link in the plain part that begins like this.</summary>
    public string Path(string beginning)
    {
        var link = Regex.Match(Text, $@"https?://[^/\s]+(/{Regex.Escape(beginning.TrimStart('/'))}[^\s]*)");
        return link.Success ? link.Groups[1].Value : throw new InvalidOperationException($"No link to {beginning} in:\n{Text}");
    }

    /// <summary>Takes a mail apart as it came over the wire.</summary>
    public static ReceivedMail Parse(string raw)
    {
        var (head, body) = Cut(raw);
        var headers = Headers(head);
        var boundary = Regex.Match(headers["Content-Type"], "boundary=\"?([^\";]+)\"?").Groups[1].Value;
        var parts = body.Split("--" + boundary).Select(Part).ToList();
        return new ReceivedMail(
            headers, parts.First(part => part.Type.StartsWith("text/plain", StringComparison.Ordinal)).Content,
            parts.First(part => part.Type.StartsWith("text/html", StringComparison.Ordinal)).Content);
    }

    private string Header(string name) => Words().Replace(_headers[name], static word => word.Groups[1].Value.Equals("Q", StringComparison.OrdinalIgnoreCase)
        ? Printable(word.Groups[2].Value.Replace('_', ' '))
        : Encoding.UTF8.GetString(Convert.FromBase64String(word.Groups[2].Value)));

    private static (string Type, string Content) Part(string part)
    {
        var (head, body) = Cut(part.TrimStart('\r', '\n'));
        var headers = Headers(head);
        return (headers.GetValueOrDefault("Content-Type", ""), headers.GetValueOrDefault("Content-Transfer-Encoding") == "base64"
            ? Encoding.UTF8.GetString(Convert.FromBase64String(body))
            : Printable(body));
    }

    private static (string Head, string Body) Cut(string text)
    {
        var end = text.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        return end < 0 ? (text, "") : (text[..end], text[(end + 4)..]);
    }

    private static Dictionary<string, string> Headers(string head) => Folded().Replace(head, " ").Split("\r\n")
        .Select(static line => line.Split(':', 2)).Where(static line => line.Length == 2)
        .GroupBy(static line => line[0], StringComparer.OrdinalIgnoreCase)
        .ToDictionary(static lines => lines.Key, static lines => lines.Last()[1].Trim(), StringComparer.OrdinalIgnoreCase);

    private static string Printable(string text)
    {
        var bytes = new List<byte>();
        var joined = text.Replace("=\r\n", "", StringComparison.Ordinal);
        for (var i = 0; i < joined.Length; i++)
        {
            if (joined[i] == '=' && i + 2 < joined.Length)
            {
                bytes.Add(Convert.ToByte(joined.Substring(i + 1, 2), 16));
                i += 2;
            }
            else
            {
                bytes.AddRange(Encoding.UTF8.GetBytes(joined[i].ToString()));
            }
        }

        return Encoding.UTF8.GetString([.. bytes]);
    }

    [GeneratedRegex(@"\r\n[ \t]+")]
    private static partial Regex Folded();

    [GeneratedRegex(@"=\?utf-8\?([QB])\?([^?]*)\?=\s*", RegexOptions.IgnoreCase)]
    private static partial Regex Words();
}
