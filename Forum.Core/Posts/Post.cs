using Forum.Core.Access;
using Forum.Core.Members;
using Forum.Core.Posts.Reactions;
using Forum.Core.Text;
using Forum.Core.Threads;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Forum.Core.Posts;

/// <summary>A post in a thread. Stored as typed, and as the HTML that pages show.</summary>
public sealed class Post
{
    /// <summary>The maximum length of the text, in UTF-16 code units, as browsers count.</summary>
    public const int MaxLength = 32_000;

    /// <summary>The number of posts on a page of a thread.</summary>
    public const int PageSize = PostNumbers.PageSize;

    /// <summary>The maximum length of a removal reason, in characters.</summary>
    public const int MaxReasonLength = 200;

    /// <summary>The key, used in permalinks.</summary>
    public long Id { get; init; }

    /// <summary>The thread.</summary>
    public int ThreadId { get; init; }

    /// <summary>The thread.</summary>
    public ForumThread? Thread { get; init; }

    /// <summary>
    /// The post number in the thread: 1 opens the thread, the others follow without gaps and never change.
    /// </summary>
    public int Number { get; init; }

    /// <summary>The author; null for a guest.</summary>
    public int? AuthorId { get; init; }

    /// <summary>The author.</summary>
    public Member? Author { get; init; }

    /// <summary>When it was written.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>The text as typed.</summary>
    public required string Markdown { get; set; }

    /// <summary>The text as pages show it: safe HTML, rendered on write.</summary>
    public required string Html { get; set; }

    /// <summary>
    /// The version of the renderer that made <see cref="Html"/>; after an upgrade of the renderer, a job renders it
    /// again.
    /// </summary>
    public required int RendererVersion { get; set; }

    /// <summary>
    /// Created when the form was opened: a double click or a resend has the same ID and doesn't create a second post.
    /// </summary>
    public required Guid SubmissionId { get; init; }

    /// <summary>
    /// The number of reactions of each kind: <see cref="ReactionCounts"/>. Updated in the transaction of each reaction.
    /// </summary>
    public string Reactions { get; set; } = "";

    /// <summary>When its author last edited it; null if never.</summary>
    public DateTimeOffset? EditedAt { get; set; }

    /// <summary>When it was removed; null if it wasn't.</summary>
    public DateTimeOffset? RemovedAt { get; private set; }

    /// <summary>Who removed it.</summary>
    public int? RemovedById { get; private set; }

    /// <summary>Why it was removed, in plain text.</summary>
    public string? RemovedReason { get; private set; }

    /// <summary>The page of its thread that a post is on, from 1.</summary>
    /// <param name="number">The post's number.</param>
    public static int PageOf(int number) => PostNumbers.PageOf(number);

    /// <summary>The current text, before it changes.</summary>
    internal EarlierText AsEarlierText() => new(Markdown, Html, CreatedAt, EditedAt ?? CreatedAt);

    internal void Remove(DateTimeOffset now, int? byMemberId, string? reason)
    {
        RemovedAt = now;
        RemovedById = byMemberId;
        RemovedReason = reason;
    }

    /// <summary>Clears the text because the author's account was deleted; the post keeps its place.</summary>
    internal void Empty(DateTimeOffset now)
    {
        (Markdown, Html) = ("", "");
        RemovedAt ??= now;
        RemovedById ??= AuthorId;
    }

    internal void Restore()
    {
        RemovedAt = null;
        RemovedById = null;
        RemovedReason = null;
    }
}

internal sealed class PostMapping : IEntityTypeConfiguration<Post>
{
    public void Configure(EntityTypeBuilder<Post> builder)
    {
        builder.ToTable("Posts");
        builder.Property(post => post.Markdown).HasMaxLength(Post.MaxLength);
        builder.Property(post => post.Reactions).HasMaxLength(ReactionCounts.MaxLength);
        builder.Property(post => post.RemovedReason).HasMaxLength(ShownText.MaxUnits);
        builder.HasOne(post => post.Thread).WithMany().HasForeignKey(post => post.ThreadId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne(post => post.Author).WithMany().HasForeignKey(post => post.AuthorId).OnDelete(DeleteBehavior.SetNull);

        // Page n of a thread is a range in this index, so the last page costs the same as the first.
        builder.HasIndex(post => new { post.ThreadId, post.Number }).IsUnique();
        builder.HasIndex(post => new { post.AuthorId, post.Id });
        builder.HasIndex(post => post.SubmissionId).IsUnique();
        builder.HasIndex(post => post.RendererVersion);
    }
}
