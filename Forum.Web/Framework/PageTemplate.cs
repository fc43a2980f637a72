using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;

namespace Forum.Web.Framework;

/// <summary>A rendered page with placeholders that are filled for each request.</summary>
public sealed class PageTemplate
{
    private const string EscapedSlash = "%2F";
    private readonly List<(byte[] Before, int Gap, bool IsEscaped)> _parts = [];
    private readonly IReadOnlyList<Func<HttpContext, string>> _fills;
    private byte[] _end = [];

    private PageTemplate(IReadOnlyList<Func<HttpContext, string>> fills) => _fills = fills;

    /// <summary>Splits a page at its placeholders.</summary>
    /// <param name="name">What each placeholder starts with; its number and a tilde follow.</param>
    /// <param name="fills">The function that fills each.</param>
    public static PageTemplate Of(string html, string name, IReadOnlyList<Func<HttpContext, string>> fills)
    {
        var template = new PageTemplate(fills);
        var at = 0;
        for (int next; (next = html.IndexOf(name, at, StringComparison.Ordinal)) >= 0;)
        {
            var number = next + name.Length;
            var end = html.IndexOf('~', number);
            var isEscaped = html.AsSpan(0, next).EndsWith(EscapedSlash, StringComparison.OrdinalIgnoreCase);
            template._parts.Add((Encoding.UTF8.GetBytes(html[at..next]), int.Parse(html.AsSpan(number, end - number), NumberStyles.None, CultureInfo.InvariantCulture), isEscaped));
            at = end + 1;
        }

        template._end = Encoding.UTF8.GetBytes(html[at..]);
        return template;
    }

    /// <summary>The page without anything that belongs to a request.</summary>
    public string Kept => string.Concat(_parts.Select(static part => Encoding.UTF8.GetString(part.Before)).Append(Encoding.UTF8.GetString(_end)));

    /// <summary>Answers a request with the page.</summary>
    public async Task WriteAsync(HttpContext context)
    {
        // Fill it before sending anything: a token comes with a cookie.
        var values = new string[_fills.Count];
        for (var i = 0; i < values.Length; i++)
            values[i] = _fills[i](context);
        var page = new ArrayBufferWriter<byte>(_parts.Sum(static part => part.Before.Length) + _end.Length + 1024);
        foreach (var (before, gap, isEscaped) in _parts)
        {
            page.Write(before);
            Encoding.UTF8.GetBytes(HtmlEncoder.Default.Encode(isEscaped ? Uri.EscapeDataString(values[gap]) : values[gap]), page);
        }

        page.Write(_end);
        await context.Response.Body.WriteAsync(page.WrittenMemory, context.RequestAborted);
    }
}
