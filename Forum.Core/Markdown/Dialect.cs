using Forum.Core.Markdown.Parsing;
using Markdig;
using Markdig.Extensions.Tables;
using Markdig.Parsers;
using Markdig.Parsers.Inlines;

namespace Forum.Core.Markdown;

/// <summary>The markup that a text can use.</summary>
/// <param name="Pipeline">The parsers.</param>
/// <param name="ShowsImages">Whether images are shown; if not, they appear as typed.</param>
internal sealed record Dialect(MarkdownPipeline Pipeline, bool ShowsImages)
{
    /// <summary>CommonMark with the forum's extensions.</summary>
    /// <param name="withPositions">Whether the tree includes exact source positions, which takes time.</param>
    public static Dialect ForPosts(bool withPositions = false)
    {
        var builder = new MarkdownPipelineBuilder().UseFootnotes();
        if (withPositions) builder.UsePreciseSourceLocation();
        builder.InlineParsers.InsertBefore<LinkInlineParser>(new TaskBoxParser());
        AddInlines(builder);

        // Without the HTML block parser, such a block is a paragraph: an unclosed "<!--" doesn't swallow the rest of
        // the post.
        builder.BlockParsers.TryRemove<HtmlBlockParser>();
        builder.BlockParsers.Replace<QuoteBlockParser>(new ShallowQuoteParser());
        builder.BlockParsers.Replace<ListBlockParser>(WithItems(new ShallowListParser()));
        builder.BlockParsers.Insert(0, new PipeTableBlockParser());
        builder.BlockParsers.Insert(0, new SpoilerBlockParser());
        builder.InlineParsers.InsertBefore<EmphasisInlineParser>(
            new TableParser(new LineBreakInlineParser(), new PipeTableOptions { UseGfmRules = true }));
        return new Dialect(builder.Build(), ShowsImages: true);
    }

    /// <summary>Inline markup, fenced code and line breaks.</summary>
    public static Dialect ForChat()
    {
        // To show an image as typed, its exact position is needed.
        var builder = new MarkdownPipelineBuilder().UseSoftlineBreakAsHardlineBreak().UsePreciseSourceLocation();
        AddInlines(builder);
        builder.BlockParsers.Clear();
        builder.BlockParsers.AddRange([new FencedCodeBlockParser(), new ChatParagraphParser()]);
        return new Dialect(builder.Build(), ShowsImages: false);
    }

    private static void AddInlines(MarkdownPipelineBuilder builder)
    {
        builder.UseEmojiAndSmiley(enableSmileys: false);
        builder.InlineParsers.Replace<LinkInlineParser>(new LimitedLinkParser());
        builder.InlineParsers.Replace<AutolinkInlineParser>(new LimitedTagParser());
        builder.InlineParsers.Replace<EmphasisInlineParser>(new LimitedEmphasisParser());
        builder.InlineParsers.Insert(0, new MentionParser());
        builder.InlineParsers.Insert(0, new BareUrlParser());
    }

    private static ShallowListParser WithItems(ShallowListParser lists)
    {
        lists.ItemParsers.AddIfNotAlready<UnorderedListItemParser>();
        lists.ItemParsers.AddIfNotAlready<NumberedListItemParser>();
        return lists;
    }
}
