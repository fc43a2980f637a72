using Forum.Core.Access;
using Forum.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace Forum.Core.Posts;

/// <summary>
/// Exports a member's posts, and removes them if the settings say so: the text is deleted for good, and a tombstone keeps
/// each post's place.
/// </summary>
public sealed class PostMemberData : IMemberData, IMemberContent
{
    private const int ExportedAtOnce = 500;
    private const int RemovedAtOnce = 50;

    /// <inheritdoc />
    public IReadOnlyCollection<Type> Tables { get; } = [typeof(Post)];

    /// <inheritdoc />
    public IReadOnlyList<string> Files => ["`posts/`: your posts, one Markdown file each. `posts.json` lists where each post was published."];

    /// <inheritdoc />
    /// <remarks>In key order, one batch at a time: the file may be larger than memory.</remarks>
    public async Task ExportAsync(MemberExport export, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(export);
        var (db, memberId) = (export.Db, export.MemberId);
        var member = await db.Users.Where(member => member.Id == memberId).Select(member => new { Role = member.LockedAt == null ? member.Role : Role.Guest, Posts = db.Posts.Count(post => post.AuthorId == memberId) }).FirstAsync(cancellation);
        var about = new List<object>();
        for (var last = 0L; ;)
        {
            var batch = await db.Posts.AsNoTracking()
                .Where(post => post.AuthorId == memberId && post.Id > last)
                .OrderBy(post => post.Id)
                .Take(ExportedAtOnce)
                .Select(post => new
                {
                    post.Id,
                    post.ThreadId,
                    Title = post.Thread!.Board!.ReadRole <= member.Role && !post.Thread.IsRemoved ? post.Thread.Title : null,
                    post.Number,
                    post.CreatedAt,
                    post.EditedAt,
                    post.RemovedAt,
                    post.Markdown,
                })
                .ToListAsync(cancellation);
            if (batch.Count == 0)
                break;
            foreach (var post in batch)
            {
                var name = $"posts/{post.Id}.md";
                await export.AddTextAsync(name, post.Markdown + "\n", cancellation);
                about.Add(new { post.Id, File = name, post.ThreadId, ThreadTitle = post.Title, post.Number, post.CreatedAt, post.EditedAt, post.RemovedAt });
            }

            last = batch[^1].Id;
            export.Report(Math.Min(0.95, about.Count / (double)Math.Max(about.Count, member.Posts)));
        }

        await export.AddJsonAsync("posts.json", about, cancellation);
    }

    /// <inheritdoc />
    public async Task<long?> RemoveNextAsync(WriteScope scope, int memberId, long after, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(scope);
        var posts = await scope.Db.Posts.Include(post => post.Thread).Where(post => post.AuthorId == memberId && post.Id > after)
            .OrderBy(post => post.Id).Take(RemovedAtOnce).ToListAsync(cancellation);
        foreach (var post in posts)
        {
            var stood = post.RemovedAt is null;
            post.Empty(scope.Now);
            if (post.Number == 1)
                post.Thread!.Excerpt = "";
            await scope.Db.SaveChangesAsync(cancellation);
            await scope.RaiseFactAsync(new PostVisibilityChanged(post), cancellation);
            if (stood)
                await Counters.PostVisibilityChangedAsync(scope.Db, post, post.Thread!, -1, cancellation);
            scope.Raise(new PostChanged(post.Thread!.BoardId, await PostViews.OneAsync(scope.Db, post.Id)) { ChangesVisibility = stood });
        }

        return posts.Count == 0 ? null : posts[^1].Id;
    }
}
