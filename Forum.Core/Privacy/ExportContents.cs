using System.IO.Compression;
using System.Text.Encodings.Web;
using System.Text.Json;
using Forum.Core.Access;
using Forum.Core.Data;
using Forum.Core.Notifications;
using Microsoft.EntityFrameworkCore;

namespace Forum.Core.Privacy;

/// <summary>
/// The contents of a member's data export: <c>account.json</c>, the posts as Markdown with their metadata in
/// <c>posts.json</c>, <c>chat.json</c>, <c>view-history.json</c>, and the files that the member uploaded. Contains
/// nothing that others wrote, and thread titles only if the member may read them.
/// </summary>
public sealed class ExportContents(IDbContextFactory<ForumDb> databases)
{
    private const int BatchSize = 500;

    private const string ReadMe = """
        # Your data

        - `account.json`: your account, profile and settings, the devices you're signed in on, who you follow and block, and which boards you ignore.
        - `posts/`: your posts, one Markdown file each. `posts.json` lists where each post was published.
        - `chat.json`: your chat messages.
        - `watching.json`: the threads and boards you watch.
        - `notifications.json`: your notifications.
        - `reactions.json`: your reactions to posts.
        - `view-history.json`: the threads you've viewed.
        - `files/`: the files you've uploaded.

        Times are in UTC. Private keys, password hashes and what other people wrote aren't included.

        """;

    // For people, not browsers, so letters of all scripts stay unescaped.
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes the export.</summary>
    /// <param name="progress">Called now and then with the progress, 0 to 1.</param>
    public async Task WriteAsync(Stream file, int memberId, Action<double> progress, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(progress);
        progress(0);
        await using var zip = await ZipArchive.CreateAsync(file, ZipArchiveMode.Create, leaveOpen: true, null, cancellation);
        await AddTextAsync(zip, "README.md", ReadMe, cancellation);
        await using var db = await databases.CreateDbContextAsync(cancellation);
        await AddJsonAsync(zip, "account.json", await ExportedAccount.ReadAsync(db, memberId, cancellation), cancellation);
        await AddPostsAsync(zip, db, memberId, progress, cancellation);
        await AddChatAsync(zip, db, memberId, cancellation);
        var reactions = await db.PostReactions.Where(reaction => reaction.MemberId == memberId)
            .Select(reaction => new { reaction.PostId, Kind = reaction.Kind.ToString(), reaction.At }).ToListAsync(cancellation);
        await AddJsonAsync(zip, "reactions.json", reactions, cancellation);
        await AddNewsAsync(zip, db, memberId, cancellation);
        var viewed = await db.ViewedThreads.Where(viewed => viewed.MemberId == memberId).OrderBy(viewed => viewed.ViewedAt)
            .Select(viewed => new { viewed.ThreadId, viewed.ViewedAt }).ToListAsync(cancellation);
        await AddJsonAsync(zip, "view-history.json", viewed, cancellation);
        if (await db.Avatars.AsNoTracking().FirstOrDefaultAsync(avatar => avatar.MemberId == memberId, cancellation) is { } avatar)
            await AddAsync(zip, $"files/picture.{avatar.LargeType.Split('/')[^1]}", stream => stream.WriteAsync(avatar.Large, cancellation).AsTask(), cancellation);
        progress(1);
    }

    // In key order, one batch at a time: the file may be larger than memory.
    private static async Task AddPostsAsync(ZipArchive zip, ForumDb db, int memberId, Action<double> progress, CancellationToken cancellation)
    {
        var member = await db.Users.Where(member => member.Id == memberId).Select(member => new { Role = member.LockedAt == null ? member.Role : Role.Guest, Posts = db.Posts.Count(post => post.AuthorId == memberId) }).FirstAsync(cancellation);
        var about = new List<object>();
        for (var last = 0L; ;)
        {
            var batch = await db.Posts.AsNoTracking()
                .Where(post => post.AuthorId == memberId && post.Id > last)
                .OrderBy(post => post.Id)
                .Take(BatchSize)
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
                await AddTextAsync(zip, name, post.Markdown + "\n", cancellation);
                about.Add(new { post.Id, File = name, post.ThreadId, ThreadTitle = post.Title, post.Number, post.CreatedAt, post.EditedAt, post.RemovedAt });
            }

            last = batch[^1].Id;
            progress(Math.Min(0.95, about.Count / (double)Math.Max(about.Count, member.Posts)));
        }

        await AddJsonAsync(zip, "posts.json", about, cancellation);
    }

    private static async Task AddChatAsync(ZipArchive zip, ForumDb db, int memberId, CancellationToken cancellation)
    {
        var said = await db.ChatMessages.Where(message => message.AuthorId == memberId).OrderBy(message => message.Id)
            .Select(message => new { message.Id, message.RoomId, message.CreatedAt, message.RemovedAt, message.Markdown }).ToListAsync(cancellation);
        await AddJsonAsync(zip, "chat.json", said, cancellation);
    }

    private static async Task AddNewsAsync(ZipArchive zip, ForumDb db, int memberId, CancellationToken cancellation)
    {
        var threads = await db.ThreadWatches.Where(watch => watch.MemberId == memberId && watch.ToldFrom != ThreadWatch.Stopped)
            .Select(watch => new { watch.ThreadId, watch.Since }).ToListAsync(cancellation);
        var boards = await db.BoardWatches.Where(watch => watch.MemberId == memberId).Select(watch => new { watch.BoardId, watch.Since }).ToListAsync(cancellation);
        await AddJsonAsync(zip, "watching.json", new { threads, boards }, cancellation);
        var told = await db.Notifications.Where(told => told.MemberId == memberId)
            .Select(told => new { Kind = told.Kind.ToString(), told.ThreadId, told.PostNumber, told.At, told.ReadAt }).ToListAsync(cancellation);
        await AddJsonAsync(zip, "notifications.json", told, cancellation);
    }

    private static Task AddTextAsync(ZipArchive zip, string name, string text, CancellationToken cancellation) =>
        AddAsync(zip, name, stream => stream.WriteAsync(System.Text.Encoding.UTF8.GetBytes(text), cancellation).AsTask(), cancellation);

    private static Task AddJsonAsync<T>(ZipArchive zip, string name, T value, CancellationToken cancellation) =>
        AddAsync(zip, name, stream => JsonSerializer.SerializeAsync(stream, value, Json, cancellation), cancellation);

    private static async Task AddAsync(ZipArchive zip, string name, Func<Stream, Task> write, CancellationToken cancellation)
    {
        await using var entry = await zip.CreateEntry(name).OpenAsync(cancellation);
        await write(entry);
    }
}
