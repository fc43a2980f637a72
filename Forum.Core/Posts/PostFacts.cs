using Forum.Core.Access;

namespace Forum.Core.Posts;

/// <summary>A post as it was just written.</summary>
/// <param name="Number">1 for an opening post.</param>
/// <param name="Title">The thread's title.</param>
/// <param name="ReadRole">Who can read the board; not set for an import.</param>
/// <param name="Markdown">The text as typed.</param>
/// <param name="Html">The text as pages show it.</param>
/// <param name="AuthorId">The author; null for a guest.</param>
public sealed record WrittenPost(
    long Id, int ThreadId, int Number, string Title, int BoardId, Role ReadRole, string Markdown, string Html, int? AuthorId);

/// <summary>Posts were written, with their counters: one reply, a thread's opening post, or an imported batch.</summary>
/// <param name="Author">Who wrote them; null for an import, which notifies nobody.</param>
/// <param name="Posts">The posts, by number within a thread.</param>
public sealed record PostsWritten(Actor? Author, IReadOnlyList<WrittenPost> Posts);

/// <summary>A post was edited.</summary>
/// <param name="Post">The post as it is now, with its thread and board.</param>
/// <param name="HtmlBefore">The text as pages showed it before.</param>
public sealed record PostEdited(Actor Editor, Post Post, string HtmlBefore);

/// <summary>A post was removed, restored or emptied. Its thread is loaded.</summary>
public sealed record PostVisibilityChanged(Post Post);

/// <summary>A member reacted to a post, or took a reaction back.</summary>
/// <param name="Post">The post, with its thread and board.</param>
/// <param name="Change">The change in the number of reactions: 1, 0 or -1.</param>
public sealed record PostReacted(Actor Member, Post Post, int Change);
