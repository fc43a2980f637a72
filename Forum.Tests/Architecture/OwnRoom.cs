using System.Collections.Concurrent;
using Forum.Core.Access;
using Forum.Core.Data;
using Forum.Core.Live;
using Forum.Core.Posts;
using Forum.Core.Threads;
using Forum.Web.Components;
using Forum.Web.Posts;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Forum.Tests.Architecture;

/// <summary>
/// A room that attaches itself from outside: a table with a migration history of its own, a rule, a handler at each
/// extension point, a component in each slot, a mark in posts and rows, a limit, a channel, and emails and notifications.
/// No file of the forum knows it.
/// </summary>
internal static class OwnRoom
{
    public static void Add(IServiceCollection services)
    {
        services.AddHostedService<OwnTables>();
        services.AddHandler<OwnRule>();
        services.AddHandler<OwnHandlers>();
        services.AddHandler<OwnMarks>();
        services.AddLimits(OwnRule.Limit);
        OwnMessages.Add(services);
        string[] slots =
        [
            SlotNames.HeaderIcons, SlotNames.Footer, SlotNames.Dock, SlotNames.Live, SlotNames.LiveDock, SlotNames.BoardHead, SlotNames.ThreadHead, SlotNames.ComposerTools,
            SlotNames.MemberCard, SlotNames.Profile, SlotNames.ProfileMenu, SlotNames.Following,
        ];
        foreach (var slot in slots)
            services.AddSlot<OwnPart>(slot, order: 100);
    }
}

/// <summary>What the room stores about a post.</summary>
internal sealed class OwnNote
{
    public long Id { get; init; }

    public required long PostId { get; init; }

    public required string Text { get; init; }
}

/// <summary>The room's tables, in the forum's database.</summary>
internal sealed class OwnDb(DbContextOptions<OwnDb> options) : DbContext(options)
{
    public DbSet<OwnNote> Notes => Set<OwnNote>();

    /// <summary>Uses the connection and transaction of the forum's context.</summary>
    public static async Task<OwnDb> BesideAsync(ForumDb forum)
    {
        var db = new OwnDb(new DbContextOptionsBuilder<OwnDb>()
            .UseSqlite(forum.Database.GetDbConnection(), static sqlite => sqlite.MigrationsHistoryTable("__OwnMigrations").MigrationsAssembly(typeof(OwnDb).Assembly)).Options);
        if (forum.Database.CurrentTransaction is { } transaction)
            await db.Database.UseTransactionAsync(transaction.GetDbTransaction());
        return db;
    }

    protected override void OnModelCreating(ModelBuilder modelBuilder) => modelBuilder.Entity<OwnNote>().ToTable("OwnNotes");
}

[DbContext(typeof(OwnDb))]
internal sealed class OwnSnapshot : ModelSnapshot
{
    protected override void BuildModel(ModelBuilder modelBuilder) => modelBuilder.Entity(typeof(OwnNote).FullName!, static note =>
    {
        note.Property<long>("Id").ValueGeneratedOnAdd().HasColumnType("INTEGER");
        note.Property<long>("PostId").HasColumnType("INTEGER");
        note.Property<string>("Text").IsRequired().HasColumnType("TEXT");
        note.HasKey("Id");
        note.ToTable("OwnNotes");
    });
}

[DbContext(typeof(OwnDb))]
[Migration("20260101000000_Own")]
internal sealed class OwnMigration : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.CreateTable(
        "OwnNotes",
        static table => new
        {
            Id = table.Column<long>().Annotation("Sqlite:Autoincrement", true),
            PostId = table.Column<long>(),
            Text = table.Column<string>(),
        },
        constraints: static table => table.PrimaryKey("PK_OwnNotes", static note => note.Id));
}

/// <summary>Brings the room's tables up to date at startup.</summary>
internal sealed class OwnTables(IDbContextFactory<ForumDb> databases) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await using var forum = await databases.CreateDbContextAsync(cancellationToken);
        await using var own = await OwnDb.BesideAsync(forum);
        await own.Database.MigrateAsync(cancellationToken);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}

/// <summary>The channels of the room.</summary>
internal static class OwnChannels
{
    public const string NotesKind = "OwnNotes";

    extension(LiveChannel)
    {
        /// <summary>The notes in a thread.</summary>
        public static LiveChannel OwnNotes(int threadId) => new(NotesKind, threadId);
    }
}

/// <summary>A post was noted.</summary>
internal sealed record OwnNoted(int ThreadId) : ForumEvent
{
    public override IReadOnlyList<LiveChannel> Channels { get; } = [LiveChannel.OwnNotes(ThreadId)];
}

/// <summary>Corrects a word before the text is rendered, and refuses others inside the transaction.</summary>
internal sealed class OwnRule(RateLimits limits) : IPostRule
{
    public static readonly RateLimit Limit = new(
        "OwnShoutsPerMinute", 1, TimeSpan.FromMinutes(1), "texts that shout, per member", new Refusal("You're shouting too often. Wait a minute."));

    public ValueTask<Outcome<string>> PrepareAsync(Viewer viewer, PostDraft draft, CancellationToken cancellation) =>
        ValueTask.FromResult<Outcome<string>>(draft.Text.Replace("teh", "the", StringComparison.Ordinal));

    public async ValueTask<Refusal?> CheckAsync(WriteScope scope, Viewer viewer, PostDraft draft, CancellationToken cancellation)
    {
        if (draft.Text.EndsWith("!!", StringComparison.Ordinal) && limits.Count(Limit, viewer.LimitKey) is { } tooOften)
            return tooOften;
        await using var own = await OwnDb.BesideAsync(scope.Db);
        return draft.Text.Contains("again", StringComparison.Ordinal) && await own.Notes.AnyAsync(note => note.Text == draft.Text, cancellation)
            ? new Refusal("You've said that before.")
            : null;
    }
}

/// <summary>A handler at each extension point, which fails if the text says so.</summary>
internal sealed class OwnHandlers : IBeforeCommit<PostsWritten>, IBeforeBatchCommit<PostsWritten>, IAfterCommit<ReplyPosted>, IAfterRead<PostsShown>
{
    public ConcurrentQueue<string> Heard { get; } = new();

    public async Task HandleAsync(WriteScope scope, PostsWritten fact, CancellationToken cancellation)
    {
        await using var own = await OwnDb.BesideAsync(scope.Db);
        own.Notes.AddRange(fact.Posts.Select(static post => new OwnNote { PostId = post.Id, Text = post.Markdown }));
        await own.SaveChangesAsync(cancellation);
        scope.Raise(new OwnNoted(fact.Posts[0].ThreadId));
        Fail(fact.Posts[0].Markdown, "in the act");
    }

    public Task HandleAsync(WriteScope scope, PostsWritten fact)
    {
        Fail(fact.Posts[0].Markdown, "in the batch");
        return Task.CompletedTask;
    }

    public ValueTask HandleAsync(ReplyPosted happened)
    {
        Heard.Enqueue("posted " + happened.Post.Number);
        Fail(happened.Post.Html, "after the commit");
        return ValueTask.CompletedTask;
    }

    public ValueTask HandleAsync(PostsShown shown, CancellationToken cancellation)
    {
        Heard.Enqueue($"read {shown.First} to {shown.Last}");
        return ValueTask.CompletedTask;
    }

    private static void Fail(string text, string when)
    {
        if (text.Contains("fails " + when, StringComparison.Ordinal))
            throw new InvalidOperationException($"The handler failed {when}.");
    }
}

/// <summary>Shows the subject of the slot.</summary>
internal sealed class OwnPart : ComponentBase
{
    [Parameter]
    public object? Context { get; set; }

    protected override void BuildRenderTree(RenderTreeBuilder builder) => builder.AddMarkupContent(0, $"<i data-own=\"{Context?.GetType().Name}\"></i>");
}

/// <summary>Marks what is the member's own in the posts and rows of a page, and what is new on an open one; nothing for guests.</summary>
internal sealed class OwnMarks : IFragmentSlot<PostOnPage>, IFragmentSlot<ThreadRow>
{
    string IFragmentSlot<PostOnPage>.Name => FragmentSlotNames.PostFooter;

    string IFragmentSlot<ThreadRow>.Name => FragmentSlotNames.RowTitle;

    public ValueTask<IReadOnlyDictionary<long, MarkupString>> FillAsync(Viewer viewer, IReadOnlyList<PostOnPage> items, CancellationToken cancellation) =>
        Mine(items.Where(post => viewer.Is(post.AuthorId)).Select(static post => post.Id));

    public ValueTask<IReadOnlyDictionary<long, MarkupString>> FillAsync(Viewer viewer, IReadOnlyList<ThreadRow> items, CancellationToken cancellation) =>
        Mine(items.Where(thread => viewer.Is(thread.AuthorId)).Select(static thread => (long)thread.Id));

    public MarkupString FillNew(Viewer viewer, PostOnPage item) => viewer.IsMember ? Mark("new") : default;

    public MarkupString FillNew(Viewer viewer, ThreadRow item) => viewer.IsMember ? Mark("new") : default;

    private static ValueTask<IReadOnlyDictionary<long, MarkupString>> Mine(IEnumerable<long> ids) =>
        ValueTask.FromResult<IReadOnlyDictionary<long, MarkupString>>(ids.ToDictionary(static id => id, static _ => Mark("mine")));

    private static MarkupString Mark(string text) => new($"<i class=\"own-mark\">{text}</i>");
}
