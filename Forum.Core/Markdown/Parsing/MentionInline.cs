using Markdig.Syntax.Inlines;

namespace Forum.Core.Markdown.Parsing;

/// <summary>An @ followed by a possible name.</summary>
internal sealed class MentionInline : LeafInline
{
    public MentionInline(string name) => Name = name;

    /// <summary>The name as written, without the @.</summary>
    public string Name { get; }
}
