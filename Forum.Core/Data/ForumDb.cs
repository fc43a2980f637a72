using System.Data;
using Forum.Core.Accounts;
using Forum.Core.Accounts.Avatars;
using Forum.Core.Accounts.Choices;
using Forum.Core.Accounts.Leaving;
using Forum.Core.Accounts.Profiles;
using Forum.Core.Accounts.Recovery;
using Forum.Core.Accounts.Relations;
using Forum.Core.Accounts.Sessions;
using Forum.Core.Accounts.Settings;
using Forum.Core.Boards;
using Forum.Core.Chat;
using Forum.Core.Mail;
using Forum.Core.Notifications;
using Forum.Core.Posts;
using Forum.Core.Posts.Reactions;
using Forum.Core.Search;
using Forum.Core.Stats;
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
/// The forum's tables. One derived context for each database engine carries the engine's migrations; nothing outside
/// <c>Data</c> may know which one is running. Contexts come from <see cref="IDbContextFactory{TContext}"/> and live for one
/// read or one act.
/// </summary>
/// <param name="options">The engine and its connection.</param>
public abstract class ForumDb(DbContextOptions options) : IdentityUserContext<Member, int>(options)
{
    /// <summary>The forum's own settings and counters: a single row.</summary>
    public DbSet<ForumState> State => Set<ForumState>();

    /// <summary>The groups in which boards stand on the home page.</summary>
    public DbSet<Category> Categories => Set<Category>();

    /// <summary>The boards.</summary>
    public DbSet<Board> Boards => Set<Board>();

    /// <summary>The threads of all boards, removed ones included.</summary>
    public DbSet<ForumThread> Threads => Set<ForumThread>();

    /// <summary>How far each member has read each thread.</summary>
    public DbSet<ThreadRead> ThreadReads => Set<ThreadRead>();

    /// <summary>Which threads members have viewed.</summary>
    public DbSet<ViewedThread> ViewedThreads => Set<ViewedThread>();

    /// <summary>The posts of all threads, removed ones included.</summary>
    public DbSet<Post> Posts => Set<Post>();

    /// <summary>What members think of posts.</summary>
    public DbSet<PostReaction> PostReactions => Set<PostReaction>();

    /// <summary>Which threads members watch, and where they have stopped.</summary>
    public DbSet<ThreadWatch> ThreadWatches => Set<ThreadWatch>();

    /// <summary>Which boards members watch.</summary>
    public DbSet<BoardWatch> BoardWatches => Set<BoardWatch>();

    /// <summary>What members are told.</summary>
    public DbSet<Notification> Notifications => Set<Notification>();

    /// <summary>How far the posts of before have been taken into the search: a single row.</summary>
    public DbSet<SearchProgress> SearchProgress => Set<SearchProgress>();

    /// <summary>The rooms of the chat panel.</summary>
    public DbSet<ChatRoom> ChatRooms => Set<ChatRoom>();

    /// <summary>The messages of all chat rooms, removed ones included.</summary>
    public DbSet<ChatMessage> ChatMessages => Set<ChatMessage>();

    /// <summary>How far each member has read each chat room.</summary>
    public DbSet<ChatRead> ChatReads => Set<ChatRead>();

    /// <summary>What administrators decide about accounts: a single row, or none yet.</summary>
    public DbSet<AccountSettings> AccountSettings => Set<AccountSettings>();

    /// <summary>The links with which somebody can register.</summary>
    public DbSet<Invitation> Invitations => Set<Invitation>();

    /// <summary>What members say of themselves.</summary>
    public DbSet<MemberAbout> MemberAbouts => Set<MemberAbout>();

    /// <summary>How members want to have the pages.</summary>
    public DbSet<MemberChoices> MemberChoices => Set<MemberChoices>();

    /// <summary>Who follows whom.</summary>
    public DbSet<MemberFollow> MemberFollows => Set<MemberFollow>();

    /// <summary>Who has blocked whom.</summary>
    public DbSet<MemberBlock> MemberBlocks => Set<MemberBlock>();

    /// <summary>Which boards members pass over.</summary>
    public DbSet<IgnoredBoard> IgnoredBoards => Set<IgnoredBoard>();

    /// <summary>The members' pictures.</summary>
    public DbSet<StoredAvatar> Avatars => Set<StoredAvatar>();

    /// <summary>The members' data, on its way to them.</summary>
    public DbSet<DataExport> DataExports => Set<DataExport>();

    /// <summary>The sign-ins of all members that have not ended.</summary>
    public DbSet<MemberSession> MemberSessions => Set<MemberSession>();

    /// <summary>The links in mails that have not been used.</summary>
    public DbSet<AccountToken> AccountTokens => Set<AccountToken>();

    /// <summary>Moves to another address that both ends have not agreed to yet.</summary>
    public DbSet<AddressChange> AddressChanges => Set<AddressChange>();

    /// <summary>Names that members had before.</summary>
    public DbSet<FormerName> FormerNames => Set<FormerName>();

    /// <summary>Mails on their way, and those that ended lately.</summary>
    public DbSet<OutboxMail> OutboxMails => Set<OutboxMail>();

    /// <summary>
    /// Begins a transaction that only reads and sees one moment of the forum throughout. Others go on writing meanwhile.
    /// </summary>
    public abstract Task<IDbContextTransaction> BeginSnapshotAsync(CancellationToken cancellation = default);

    /// <summary>The migrations that this program has, by their ids.</summary>
    public IReadOnlySet<string> KnownMigrations() => this.GetService<IMigrationsAssembly>().Migrations.Keys.ToHashSet(StringComparer.Ordinal);

    /// <inheritdoc />
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        base.ConfigureConventions(configurationBuilder);

        // SQLite can neither order nor compare a DateTimeOffset; as UTC ticks it can do both, without loss.
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
/// <param name="options">The connection.</param>
public sealed class SqliteForumDb(DbContextOptions<SqliteForumDb> options) : ForumDb(options)
{
    /// <inheritdoc />
    /// <remarks>This level is the binding's word for a deferred transaction; any other takes the only write lock at once.</remarks>
    public override Task<IDbContextTransaction> BeginSnapshotAsync(CancellationToken cancellation = default) =>
        Database.BeginTransactionAsync(IsolationLevel.ReadUncommitted, cancellation);
}
