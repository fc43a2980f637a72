using Forum.Core.Markdown;


namespace Forum.Core.Members;

/// <summary>Renders text to the stored HTML, with mentions of existing members as links.</summary>
public sealed class PostText(ForumMarkdown markdown, MemberNameQueries names)
{
    /// <summary>Renders a post.</summary>
    /// <param name="text">The cleaned text.</param>
    /// <param name="authorId">The author; null for a guest.</param>
    /// <param name="submissionId">Keeps the IDs of footnotes apart from those of other posts on the page.</param>
    /// <returns>Safe HTML.</returns>
    public async Task<string> RenderAsync(string text, int? authorId, Guid submissionId, CancellationToken cancellation = default)
    {
        var parsed = markdown.ParsePost(text);
        return Html(parsed, await names.ExistingAsync(parsed.MentionedNames, authorId, cancellation), submissionId);
    }

    /// <summary>Renders a text again, changed or not: earlier mentions stay, whatever the members are called now.</summary>
    /// <param name="text">The cleaned current text.</param>
    /// <param name="authorId">The author; null for a guest.</param>
    /// <param name="submissionId">As above.</param>
    /// <param name="before">The previous text.</param>
    /// <returns>Safe HTML.</returns>
    internal async Task<string> RenderAgainAsync(string text, int? authorId, Guid submissionId, EarlierText before, CancellationToken cancellation)
    {
        var parsed = markdown.ParsePost(text);
        var earlier = before.Mentions(before.Markdown == text ? parsed : markdown.ParsePost(before.Markdown));
        return Html(parsed, await names.MeantAsync(parsed.MentionedNames, authorId, earlier, cancellation), submissionId);
    }

    /// <summary>Renders a text of the small dialect again, changed or not.</summary>
    internal async Task<string> RenderSmallAgainAsync(string text, int? authorId, EarlierText before, CancellationToken cancellation)
    {
        var parsed = markdown.ParseChat(text);
        var earlier = before.Mentions(before.Markdown == text ? parsed : markdown.ParseChat(before.Markdown));
        return parsed.ToHtml(await names.MeantAsync(parsed.MentionedNames, authorId, earlier, cancellation));
    }

    /// <summary>The beginning of a post as plain text, for lists of threads.</summary>
    /// <param name="text">The cleaned text.</param>
    internal string Excerpt(string text, int maxLength) => markdown.ParsePost(text).ToPlainText(maxLength);

    /// <summary>Renders many posts like <see cref="RenderAsync"/>, on all processors and with few lookups.</summary>
    internal async Task<string[]> RenderManyAsync(IReadOnlyList<(string Text, Guid SubmissionId)> posts, CancellationToken cancellation)
    {
        var parsed = new ParsedMarkdown[posts.Count];
        Parallel.For(0, posts.Count, i => parsed[i] = markdown.ParsePost(posts[i].Text));

        var known = new Dictionary<string, KnownMember>(StringComparer.OrdinalIgnoreCase);
        var mentioned = parsed.SelectMany(Linked).Distinct(StringComparer.OrdinalIgnoreCase);
        foreach (var part in mentioned.Chunk(MemberNameQueries.MaxMentions))
        {
            foreach (var (name, proper) in await names.ExistingAsync(part, null, cancellation))
                known[name] = proper;
        }

        var html = new string[posts.Count];
        Parallel.For(0, posts.Count, i => html[i] = Html(parsed[i], KnownTo(parsed[i], known), posts[i].SubmissionId));
        return html;
    }

    /// <summary>Renders a text of the small dialect, such as a signature.</summary>
    /// <param name="text">The cleaned text.</param>
    /// <returns>Safe HTML.</returns>
    public async Task<string> RenderSmallAsync(string text, int? authorId, CancellationToken cancellation = default)
    {
        var parsed = markdown.ParseChat(text);
        return parsed.ToHtml(await names.ExistingAsync(parsed.MentionedNames, authorId, cancellation));
    }

    private static string Html(ParsedMarkdown parsed, IReadOnlyDictionary<string, KnownMember> known, Guid submissionId) =>
        parsed.ToHtml(known, $"n{submissionId:N}-"[..9]);

    private static IEnumerable<string> Linked(ParsedMarkdown parsed) => parsed.MentionedNames.Take(MemberNameQueries.MaxMentions);

    // A name beyond the limit in one text may be known from another.
    private static Dictionary<string, KnownMember> KnownTo(ParsedMarkdown parsed, Dictionary<string, KnownMember> known) =>
        parsed.MentionedNames.Count <= MemberNameQueries.MaxMentions
            ? known
            : Linked(parsed).SelectMany(MentionEnds.Names).Distinct(StringComparer.OrdinalIgnoreCase).Where(known.ContainsKey)
                .ToDictionary(name => name, name => known[name], StringComparer.OrdinalIgnoreCase);
}

/// <summary>A text as last rendered.</summary>
/// <param name="Html">The rendered HTML.</param>
/// <param name="CreatedAt">When it was written; null if unknown.</param>
/// <param name="ChangedAt">When it was last changed, or written.</param>
internal sealed record EarlierText(string Markdown, string Html, DateTimeOffset? CreatedAt, DateTimeOffset? ChangedAt)
{
    /// <summary>The members it mentioned.</summary>
    /// <param name="parsed">The text, parsed.</param>
    public EarlierMentions Mentions(ParsedMarkdown parsed)
    {
        var linked = new Dictionary<string, int?>(StringComparer.OrdinalIgnoreCase);
        foreach (var (_, memberId, written) in PostAddressees.MentionsIn(Html))
            linked[written] = memberId;
        var names = parsed.MentionedNames.SelectMany(MentionEnds.Names).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return new EarlierMentions(names, linked, CreatedAt, ChangedAt);
    }
}
