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
    /// <param name="submissionId">Keeps the ids of footnotes apart from those of other posts on the page.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>Safe HTML.</returns>
    public async Task<string> RenderAsync(string text, Guid submissionId, CancellationToken cancellation = default)
    {
        var parsed = markdown.ParsePost(text);
        var known = await names.ExistingAsync(parsed.MentionedNames, cancellation);
        return parsed.ToHtml(known, $"n{submissionId:N}-"[..9]);
    }

    /// <summary>For whom posts are counted: the member, or the guest's address.</summary>
    internal static string LimitKey(Viewer viewer) =>
        viewer.MemberId?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "guest " + viewer.Origin;
}
