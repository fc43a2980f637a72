using Forum.Core.Accounts;
using Forum.Core.Notifications;
using Forum.Core.Posts.Rendering;

namespace Forum.Core.Posts;

/// <summary>Renders what was typed into what is stored, with the mentions of members who exist as links.</summary>
/// <param name="markdown">The renderer.</param>
public sealed class PostText(ForumMarkdown markdown, MemberNameQueries names)
{
    /// <summary>Renders a post.</summary>
    /// <param name="text">The cleaned text.</param>
    /// <param name="authorId">Who wrote it; null for a guest.</param>
    /// <param name="submissionId">Keeps the ids of footnotes apart from those of other posts on the page.</param>
    /// <returns>Safe HTML.</returns>
    public async Task<string> RenderAsync(string text, int? authorId, Guid submissionId, CancellationToken cancellation = default)
    {
        var parsed = markdown.ParsePost(text);
        return Html(parsed, await names.ExistingAsync(parsed.MentionedNames, authorId, cancellation), submissionId);
    }

    /// <summary>Renders a text again, or a changed one: what it mentioned before it goes on to mention, whatever the members are called now.</summary>
    /// <param name="text">The cleaned text of now.</param>
    /// <param name="authorId">Who wrote it; null for a guest.</param>
    /// <param name="submissionId">As above.</param>
    /// <param name="before">The text as it was.</param>
    /// <returns>Safe HTML.</returns>
    internal async Task<string> RenderAgainAsync(string text, int? authorId, Guid submissionId, EarlierText before, CancellationToken cancellation)
    {
        var parsed = markdown.ParsePost(text);
        var earlier = before.Mentions(before.Markdown == text ? parsed : markdown.ParsePost(before.Markdown));
        return Html(parsed, await names.MeantAsync(parsed.MentionedNames, authorId, earlier, cancellation), submissionId);
    }

    /// <summary>Renders a text of the small dialect again, or a changed one.</summary>
    internal async Task<string> RenderSmallAgainAsync(string text, int? authorId, EarlierText before, CancellationToken cancellation)
    {
        var parsed = markdown.ParseChat(text);
        var earlier = before.Mentions(before.Markdown == text ? parsed : markdown.ParseChat(before.Markdown));
        return parsed.ToHtml(await names.MeantAsync(parsed.MentionedNames, authorId, earlier, cancellation));
    }

    /// <summary>Renders many posts as <see cref="RenderAsync"/> renders one, on all processors and with few look-ups.</summary>
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
    /// <param name="authorId">Who wrote it.</param>
    /// <returns>Safe HTML.</returns>
    public async Task<string> RenderSmallAsync(string text, int? authorId, CancellationToken cancellation = default)
    {
        var parsed = markdown.ParseChat(text);
        return parsed.ToHtml(await names.ExistingAsync(parsed.MentionedNames, authorId, cancellation));
    }

    private static string Html(ParsedMarkdown parsed, IReadOnlyDictionary<string, KnownMember> known, Guid submissionId) =>
        parsed.ToHtml(known, $"n{submissionId:N}-"[..9]);

    private static IEnumerable<string> Linked(ParsedMarkdown parsed) => parsed.MentionedNames.Take(MemberNameQueries.MaxMentions);

    // A name that comes too late in one text may be known from another.
    private static Dictionary<string, KnownMember> KnownTo(ParsedMarkdown parsed, Dictionary<string, KnownMember> known) =>
        parsed.MentionedNames.Count <= MemberNameQueries.MaxMentions
            ? known
            : Linked(parsed).SelectMany(MentionEnds.Names).Distinct(StringComparer.OrdinalIgnoreCase).Where(known.ContainsKey)
                .ToDictionary(name => name, name => known[name], StringComparer.OrdinalIgnoreCase);
}

/// <summary>A text as it was rendered before.</summary>
/// <param name="Html">What the renderer made of it then.</param>
/// <param name="CreatedAt">When it was written; null when that is not known.</param>
/// <param name="ChangedAt">When it was changed last, or written.</param>
internal sealed record EarlierText(string Markdown, string Html, DateTimeOffset? CreatedAt, DateTimeOffset? ChangedAt)
{
    /// <summary>A post as it is now, before it changes.</summary>
    public static EarlierText Of(Post post) => new(post.Markdown, post.Html, post.CreatedAt, post.EditedAt ?? post.CreatedAt);

    /// <summary>Whom it mentioned.</summary>
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
