using Forum.Core.Accounts;
using Forum.Core.Posts.Rendering;

namespace Forum.Core.Posts;

/// <summary>Renders what was typed into what is stored, with the mentions of members who exist as links.</summary>
/// <param name="markdown">The renderer.</param>
/// <param name="names">Finds the mentioned members.</param>
public sealed class PostText(ForumMarkdown markdown, MemberNameQueries names)
{
    /// <summary>Renders a post.</summary>
    /// <param name="text">The cleaned text.</param>
    /// <param name="authorId">Who wrote it; null for a guest.</param>
    /// <param name="submissionId">Keeps the ids of footnotes apart from those of other posts on the page.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>Safe HTML.</returns>
    public async Task<string> RenderAsync(string text, int? authorId, Guid submissionId, CancellationToken cancellation = default)
    {
        var parsed = markdown.ParsePost(text);
        return Html(parsed, await names.ExistingAsync(parsed.MentionedNames, authorId, cancellation), submissionId);
    }

    /// <summary>Renders many posts as <see cref="RenderAsync"/> renders one, on all processors and with few look-ups.</summary>
    internal async Task<string[]> RenderManyAsync(IReadOnlyList<(string Text, Guid SubmissionId)> posts, CancellationToken cancellation)
    {
        var parsed = new ParsedMarkdown[posts.Count];
        Parallel.For(0, posts.Count, i => parsed[i] = markdown.ParsePost(posts[i].Text));

        var known = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
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
    /// <param name="cancellation">Gives up.</param>
    /// <returns>Safe HTML.</returns>
    public async Task<string> RenderSmallAsync(string text, int? authorId, CancellationToken cancellation = default)
    {
        var parsed = markdown.ParseChat(text);
        return parsed.ToHtml(await names.ExistingAsync(parsed.MentionedNames, authorId, cancellation));
    }

    private static string Html(ParsedMarkdown parsed, IReadOnlyDictionary<string, string> known, Guid submissionId) =>
        parsed.ToHtml(known, $"n{submissionId:N}-"[..9]);

    private static IEnumerable<string> Linked(ParsedMarkdown parsed) => parsed.MentionedNames.Take(MemberNameQueries.MaxMentions);

    // A name that comes too late in one text may be known from another.
    private static Dictionary<string, string> KnownTo(ParsedMarkdown parsed, Dictionary<string, string> known) =>
        parsed.MentionedNames.Count <= MemberNameQueries.MaxMentions
            ? known
            : Linked(parsed).Where(known.ContainsKey).ToDictionary(name => name, name => known[name], StringComparer.OrdinalIgnoreCase);
}
