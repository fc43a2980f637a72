using System.Net;
using System.Text;
using System.Text.RegularExpressions;

namespace Forum.Web.Mail;

/// <summary>
/// The plain-text part of an email, made from what its components render: paragraphs of lines that fit into any window,
/// each link on a line of its own.
/// </summary>
internal sealed partial class PlainText
{
    /// <summary>Ends a paragraph; other white space comes from the component's source.</summary>
    internal const char ParagraphEnd = '\u2029';

    /// <summary>Ends a line within a paragraph.</summary>
    internal const char LineEnd = '\u2028';

    /// <summary>Begins a paragraph that says nothing about what the email is about, such as the greeting.</summary>
    internal const char Aside = '\u2063';

    /// <summary>Begins a paragraph that is quoted.</summary>
    internal const char Quoted = '\u2062';

    private const string Quote = "> ";
    private const int Columns = 72;
    private const int MaxSummaryLength = 140;
    private readonly string[] _paragraphs;

    /// <summary>Reads what the components rendered.</summary>
    public PlainText(string drawn) => _paragraphs =
    [
        .. WebUtility.HtmlDecode(drawn).Split(ParagraphEnd).Select(Cleaned).Where(static paragraph => paragraph.Trim(Aside, Quoted).Length > 0),
    ];

    /// <summary>What the email is about, for the list of emails.</summary>
    public string Summary
    {
        get
        {
            var said = string.Join(' ', _paragraphs.Where(static paragraph => paragraph[0] != Aside).Take(2)).Replace(LineEnd, ' ').Replace(Quoted.ToString(), "", StringComparison.Ordinal);
            return Core.Text.ShownText.Beginning(said, MaxSummaryLength);
        }
    }

    /// <inheritdoc />
    public override string ToString()
    {
        var text = new StringBuilder();
        foreach (var paragraph in _paragraphs)
        {
            if (text.Length > 0)
                text.Append("\r\n");
            var before = paragraph[0] == Quoted ? Quote : "";
            foreach (var line in paragraph.Trim(Aside, Quoted).Split(LineEnd, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
                Wrap(text, line, before);
        }

        return text.ToString();
    }

    // A word that's longer than a line isn't broken: it may be a link.
    private static void Wrap(StringBuilder text, string line, string before)
    {
        var length = 0;
        foreach (var word in line.Split(' '))
        {
            if (length > 0 && length + 1 + word.Length > Columns - before.Length)
            {
                text.Append("\r\n");
                length = 0;
            }

            text.Append(length == 0 ? before : " ").Append(word);
            length += word.Length + (length == 0 ? 0 : 1);
        }

        text.Append("\r\n");
    }

    private static string Cleaned(string paragraph) => Spaces().Replace(paragraph, " ").Trim();

    // All white space but the ends of lines.
    [GeneratedRegex(@"[\s-[\u2028]]+")]
    private static partial Regex Spaces();
}
