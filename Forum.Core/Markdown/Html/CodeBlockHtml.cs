using Forum.Core.Markdown.Highlighting;
using Markdig.Renderers;
using Markdig.Renderers.Html;
using Markdig.Syntax;

namespace Forum.Core.Markdown.Html;

/// <summary>Code blocks, highlighted if the language is known.</summary>
internal sealed class CodeBlockHtml : HtmlObjectRenderer<CodeBlock>
{
    protected override void Write(HtmlRenderer renderer, CodeBlock block)
    {
        renderer.EnsureLine();
        renderer.Write("<pre><code");
        var name = (block as FencedCodeBlock)?.Info;
        if (!string.IsNullOrEmpty(name)) renderer.Write(" class=\"language-").WriteEscape(name).Write("\"");
        renderer.Write(">");
        if (name is not null && Languages.Find(name) is { } language) WriteColoured(renderer, block, language);
        else renderer.WriteLeafRawLines(block, writeEndOfLines: true, escape: true);
        renderer.WriteLine("</code></pre>");
    }

    private static void WriteColoured(HtmlRenderer renderer, CodeBlock block, Language language)
    {
        var lines = block.Lines.Lines.Take(block.Lines.Count).Select(line => line.Slice.AsSpan().ToString() + "\n");
        var code = string.Concat(lines);
        foreach (var token in Tokenizer.Read(code, language))
        {
            var text = code.AsSpan(token.Start, token.Length);
            if (token.Kind == TokenKind.Text)
            {
                renderer.WriteEscape(text);
                continue;
            }

            renderer.Write("<span class=\"").Write(token.CssClass).Write("\">");
            renderer.WriteEscape(text);
            renderer.Write("</span>");
        }
    }
}
