using System.Text;
using Forum.Core.Markdown.Parsing;
using Forum.Core.Text;
using Markdig.Extensions.Footnotes;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace Forum.Core.Markdown;

/// <summary>Collects the words of a text on one line until there are enough.</summary>
internal sealed class Excerpt
{
    private const string Ellipsis = "…";
    private const string HiddenText = "[spoiler]";

    private readonly StringBuilder _text = new();
    private readonly int _maxLength;
    private bool _spaceIsDue;

    public Excerpt(int maxLength) => _maxLength = maxLength;

    private bool IsFull => _text.Length > _maxLength;

    /// <summary>Adds characters; collapses white space and control characters to a single space.</summary>
    public void Add(ReadOnlySpan<char> text)
    {
        foreach (var c in text)
        {
            if (IsFull) return;
            if (char.IsWhiteSpace(c) || char.IsControl(c))
            {
                _spaceIsDue = true;
                continue;
            }

            if (_spaceIsDue && _text.Length > 0) _text.Append(' ');
            _spaceIsDue = false;
            _text.Append(c);
        }
    }

    /// <summary>Adds the text of a block.</summary>
    public void Add(Block block)
    {
        if (IsFull) return;
        switch (block)
        {
            case SpoilerBlock spoiler:
                Add(spoiler.Title);
                _spaceIsDue = true;
                Add(HiddenText);
                break;
            case FootnoteGroup or LinkReferenceDefinition:
                break;
            case ContainerBlock container:
                foreach (var child in container) Add(child);
                break;
            case LeafBlock { Inline: { } inline }:
                Add(inline);
                break;
            case CodeBlock code:
                Add(code.Lines.ToString());
                break;
        }

        _spaceIsDue = true;
    }

    /// <summary>The collected text, truncated at a word if it was too long.</summary>
    public override string ToString()
    {
        if (!IsFull) return _text.ToString();
        if (_maxLength <= Ellipsis.Length) return Ellipsis;
        var cut = _maxLength - Ellipsis.Length;
        var text = _text.ToString();
        var lastSpace = text.LastIndexOf(' ', cut);

        // A text without spaces (or in a script without them) is cut within a word, but never inside a visible
        // character.
        var beginning = lastSpace > 0 ? text[..lastSpace] : ShownText.Beginning(text, cut);
        return beginning.TrimEnd(' ', ',', ';', ':', '.', '-') + Ellipsis;
    }

    private void Add(Inline? inline)
    {
        switch (inline)
        {
            case EmphasisInline { DelimiterChar: SpoilerMark.Char }:
                Add(HiddenText);
                break;
            case ContainerInline container:
                for (var child = container.FirstChild; child is not null && !IsFull; child = child.NextSibling) Add(child);
                break;
            case LineBreakInline:
                _spaceIsDue = true;
                break;
            default:
                Add(TextOf(inline));
                break;
        }
    }

    private static ReadOnlySpan<char> TextOf(Inline? inline) => inline switch
    {
        LiteralInline literal => literal.Content.AsSpan(),
        CodeInline code => code.Content,
        HtmlEntityInline entity => entity.Transcoded.AsSpan(),
        HtmlInline html => html.Tag,
        AutolinkInline link when !link.IsEmail && LinkTargets.Judge(link.Url) == LinkTarget.Refused => $"<{link.Url}>",
        AutolinkInline link => link.Url,
        MentionInline mention => "@" + mention.Name,
        _ => default,
    };
}
