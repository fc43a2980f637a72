using Forum.Core.Accounts;
using Forum.Core.Posts.Reactions;
using Forum.Core.Threads;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Forum.Core.Posts;

/// <summary>Something written in a thread. The text is kept as it was typed, and beside it as the HTML that pages show.</summary>
public sealed class Post
{
    /// <summary>The longest text, in UTF-16 code units as the browser counts them.</summary>
    public const int MaxLength = 32_000;

    /// <summary>How many posts stand on a page of a thread.</summary>
    public const int PageSize = 20;

    /// <summary>The longest reason for a removal, in characters.</summary>
    public const int MaxReasonLength = 200;

    /// <summary>The key: the permalink's number.</summary>
    public long Id { get; init; }

    /// <summary>The thread.</summary>
    public int ThreadId { get; init; }

    /// <summary>The thread.</summary>
    public ForumThread? Thread { get; init; }

    /// <summary>The floor: 1 opens the thread, the others follow without gaps and never change.</summary>
    public int Number { get; init; }

    /// <summary>Who wrote it; null for a guest.</summary>
    public int? AuthorId { get; init; }

    /// <summary>Who wrote it.</summary>
    public Member? Author { get; init; }

    /// <summary>When it was written.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>The text as it was typed.</summary>
    public required string Markdown { get; set; }

    /// <summary>The text as pages show it: safe HTML, made at the write.</summary>
    public required string Html { get; set; }

    /// <summary>Which renderer made <see cref="Html"/>; when the renderer moves on, a job makes it again.</summary>
    public required int RendererVersion { get; set; }

    /// <summary>Made by the form when it was opened: a second click or a resend carries the same one and makes no second post.</summary>
    public required Guid SubmissionId { get; init; }

    /// <summary>How often each kind of reaction stands under it: <see cref="ReactionCounts"/>. Kept in the transaction of each.</summary>
    public string Reactions { get; set; } = "";

    /// <summary>When it was last changed by its author; null when it never was.</summary>
    public DateTimeOffset? EditedAt { get; set; }

    /// <summary>When it was removed; null while it stands.</summary>
    public DateTimeOffset? RemovedAt { get; private set; }

    /// <summary>Who removed it.</summary>
    public int? RemovedById { get; private set; }

    /// <summary>Why it was removed, in plain text.</summary>
    public string? RemovedReason { get; private set; }

    /// <summary>The page of its thread that a post stands on, from 1.</summary>
    /// <param name="number">The post's number.</param>
    public static int PageOf(int number) => ((Math.Max(1, number) - 1) / PageSize) + 1;

    internal void Remove(DateTimeOffset now, int? byMemberId, string? reason)
    {
        RemovedAt = now;
        RemovedById = byMemberId;
        RemovedReason = reason;
    }

    /// <summary>Its author has gone and takes the text along: what is left is the floor.</summary>
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

        // Page n of a thread is a range on this index, so the last page costs what the first does.
        builder.HasIndex(post => new { post.ThreadId, post.Number }).IsUnique();
        builder.HasIndex(post => new { post.AuthorId, post.Id });
        builder.HasIndex(post => post.SubmissionId).IsUnique();
        builder.HasIndex(post => post.RendererVersion);
    }
}
