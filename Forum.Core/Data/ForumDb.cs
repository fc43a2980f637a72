using System.Data;
using Forum.Core.Access;
using Forum.Core.Accounts.Recovery;
using Forum.Core.Accounts.Registration;
using Forum.Core.Boards;
using Forum.Core.Chat;
using Forum.Core.Mail;
using Forum.Core.Members.Avatars;
using Forum.Core.Members.Relations;
using Forum.Core.Notifications;
using Forum.Core.Posts;
using Forum.Core.Posts.Reactions;
using Forum.Core.Privacy;
using Forum.Core.Search;
using Forum.Core.Site;
using Forum.Core.Statistics;
using Forum.Core.Threads;
using Forum.Core.Threads.History;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Forum.Core.Data;

/// <summary>
/// The forum's tables. Each database engine has a derived context with its migrations; nothing outside <c>Data</c> may
/// know which engine is running. Contexts come from <see cref="IDbContextFactory{TContext}"/> and live for one read or
/// one act.
/// </summary>
public abstract class ForumDb(DbContextOptions options) : IdentityUserContext<Member, int>(options)
{
    /// <summary>The forum's own settings and counters: a single row.</summary>
    public DbSet<ForumState> State => Set<ForumState>();

    /// <summary>The groups of boards on the home page.</summary>
    public DbSet<Category> Categories => Set<Category>();

    /// <summary>The boards.</summary>
    public DbSet<Board> Boards => Set<Board>();

    /// <summary>The threads of all boards, including removed ones.</summary>
    public DbSet<ForumThread> Threads => Set<ForumThread>();

    /// <summary>How far each member has read each thread.</summary>
    public DbSet<ThreadRead> ThreadReads => Set<ThreadRead>();

    /// <summary>How much happened in threads, by day.</summary>
    public DbSet<ThreadDay> ThreadDays => Set<ThreadDay>();

    /// <summary>Which threads members have viewed.</summary>
    public DbSet<ViewedThread> ViewedThreads => Set<ViewedThread>();

    /// <summary>The posts of all threads, including removed ones.</summary>
    public DbSet<Post> Posts => Set<Post>();

    /// <summary>Members' reactions to posts.</summary>
    public DbSet<PostReaction> PostReactions => Set<PostReaction>();

    /// <summary>Which threads members watch, and how far they've read.</summary>
    public DbSet<ThreadWatch> ThreadWatches => Set<ThreadWatch>();

    /// <summary>Which boards members watch.</summary>
    public DbSet<BoardWatch> BoardWatches => Set<BoardWatch>();

    /// <summary>Members' notifications.</summary>
    public DbSet<Notification> Notifications => Set<Notification>();

    /// <summary>How far older posts have been indexed for search: a single row.</summary>
    public DbSet<SearchProgress> SearchProgress => Set<SearchProgress>();

    /// <summary>The rooms in the chat panel.</summary>
    public DbSet<ChatRoom> ChatRooms => Set<ChatRoom>();

    /// <summary>The messages of all chat rooms, including removed ones.</summary>
    public DbSet<ChatMessage> ChatMessages => Set<ChatMessage>();

    /// <summary>How far each member has read each chat room.</summary>
    public DbSet<ChatRead> ChatReads => Set<ChatRead>();

    /// <summary>The account settings: a single row, or none yet.</summary>
    public DbSet<AccountSettings> AccountSettings => Set<AccountSettings>();

    /// <summary>The invitation links.</summary>
    public DbSet<Invitation> Invitations => Set<Invitation>();

    /// <summary>Members' profiles.</summary>
    public DbSet<MemberAbout> MemberAbouts => Set<MemberAbout>();

    /// <summary>Members' display preferences.</summary>
    public DbSet<MemberPreferences> MemberPreferences => Set<MemberPreferences>();

    /// <summary>Who follows whom.</summary>
    public DbSet<MemberFollow> MemberFollows => Set<MemberFollow>();

    /// <summary>Who has blocked whom.</summary>
    public DbSet<MemberBlock> MemberBlocks => Set<MemberBlock>();

    /// <summary>Which boards members ignore.</summary>
    public DbSet<IgnoredBoard> IgnoredBoards => Set<IgnoredBoard>();

    /// <summary>Members' avatars.</summary>
    public DbSet<StoredAvatar> Avatars => Set<StoredAvatar>();

    /// <summary>Members' data exports.</summary>
    public DbSet<DataExport> DataExports => Set<DataExport>();

    /// <summary>All active sign-in sessions.</summary>
    public DbSet<MemberSession> MemberSessions => Set<MemberSession>();

    /// <summary>The unused tokens of links in emails.</summary>
    public DbSet<AccountToken> AccountTokens => Set<AccountToken>();

    /// <summary>Pending address changes.</summary>
    public DbSet<AddressChange> AddressChanges => Set<AddressChange>();

    /// <summary>Members' former names.</summary>
    public DbSet<FormerName> FormerNames => Set<FormerName>();

    /// <summary>Emails waiting to be sent, and those that ended recently.</summary>
    public DbSet<OutboxMail> OutboxMails => Set<OutboxMail>();

    /// <summary>The pages about the forum that administrators have written.</summary>
    public DbSet<SitePage> SitePages => Set<SitePage>();

    /// <summary>What happened on each day.</summary>
    public DbSet<DailyCount> DailyCounts => Set<DailyCount>();

    /// <summary>Begins a read-only transaction that sees a consistent snapshot. Others can keep writing.</summary>
    public abstract Task<IDbContextTransaction> BeginSnapshotAsync(CancellationToken cancellation = default);

    /// <summary>The IDs of the migrations in this program.</summary>
    public IReadOnlySet<string> KnownMigrations() => this.GetService<IMigrationsAssembly>().Migrations.Keys.ToHashSet(StringComparer.Ordinal);

    /// <inheritdoc />
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        base.ConfigureConventions(configurationBuilder);

        // SQLite can't order or compare DateTimeOffset values. UTC ticks can be, without loss.
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<UtcTicksConverter>();
    }

    /// <inheritdoc />
    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        builder.ApplyConfigurationsFromAssembly(typeof(ForumDb).Assembly);
    }

    internal sealed class UtcTicksConverter()
        : ValueConverter<DateTimeOffset, long>(time => time.UtcTicks, ticks => new DateTimeOffset(ticks, TimeSpan.Zero));
}

/// <summary>The forum's tables in SQLite.</summary>
public sealed class SqliteForumDb(DbContextOptions<SqliteForumDb> options) : ForumDb(options)
{
    /// <inheritdoc />
    /// <remarks>In Microsoft.Data.Sqlite this isolation level means a deferred transaction; any other takes the only
    /// write lock immediately.</remarks>
    public override Task<IDbContextTransaction> BeginSnapshotAsync(CancellationToken cancellation = default) =>
        Database.BeginTransactionAsync(IsolationLevel.ReadUncommitted, cancellation);
}
