using Forum.Core.Access;
using Forum.Core.Accounts.Registration;
using Forum.Core.Boards;
using Forum.Core.Chat;
using Forum.Core.Data;
using Forum.Core.Text;
using Microsoft.EntityFrameworkCore;

namespace Forum.Core.Site;

/// <summary>The setup form.</summary>
/// <param name="ForumName">The forum's name, up to <see cref="ForumState.MaxNameLength"/> characters.</param>
/// <param name="Administrator">The first administrator's account.</param>
/// <param name="AddExampleBoards">Whether to create some example boards.</param>
public sealed record ForumSetup(string? ForumName, NewMember Administrator, bool AddExampleBoards);

/// <summary>
/// Sets up a new forum: its name, the first administrator, the chat lobby and, optionally, example boards, in one
/// transaction. Refused as soon as there is an administrator, however many people try at once.
/// </summary>
public sealed class SetUpForum(ForumWriter writer, RegisterMember register)
{
    private static readonly Refusal TooLate = new("This forum is already set up. Sign in instead.");

    /// <summary>Sets up the forum.</summary>
    /// <returns>The administrator, or a refusal.</returns>
    public async Task<Outcome<Viewer>> RunAsync(ForumSetup setup, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(setup);
        var name = WritingRules.CleanTitle(setup.ForumName);
        if ((CheckName(name) ?? RegisterMember.Check(setup.Administrator, mayBeReserved: true)) is { } refusal)
            return refusal;

        var prepare = register.Prepare(setup.Administrator, Role.Administrator);
        return await writer.WriteAsync<Viewer>(
            async scope =>
            {
                if (await HasAdministratorAsync(scope.Db, cancellation))
                    return TooLate;

                var state = await scope.Db.State.FirstOrDefaultAsync(cancellation)
                    ?? scope.Db.State.Add(new ForumState { Name = name, FoundedAt = scope.Now }).Entity;
                state.Name = name;
                if (!await scope.Db.ChatRooms.AnyAsync(cancellation))
                    scope.Db.ChatRooms.Add(new ChatRoom { Name = "Lobby" });
                await scope.Db.SaveChangesAsync(cancellation);

                var added = await RegisterMember.AddAsync(scope, prepare(scope.Now), cancellation);
                if (!added.IsDone)
                    return added.Refusal!;
                if (setup.AddExampleBoards && !await scope.Db.Boards.AnyAsync(cancellation))
                    AddExampleBoards(scope.Db);
                scope.Raise(new ForumRenamed());
                return new Viewer(added.Value.Id, added.Value.UserName!, Role.Administrator);
            },
            cancellation);
    }

    internal static Task<bool> HasAdministratorAsync(ForumDb db, CancellationToken cancellation) =>
        db.Users.AnyAsync(member => member.Role == Role.Administrator, cancellation);

    internal static Refusal? CheckName(string name) => !ShownText.IsVisible(name) || ShownText.IsLongerThan(name, ForumState.MaxNameLength)
        ? new Refusal("The forum's name must be 1 to {0} characters long.", nameof(ForumSetup.ForumName), ForumState.MaxNameLength)
        : null;

    private static void AddExampleBoards(ForumDb db)
    {
        var community = new Category { Name = "Community", Position = 0 };
        var talk = new Category { Name = "Talk", Position = 1 };
        db.AddRange(
            Example(community, "Announcements", "announcements", "News from the people who run this forum.", 0, start: Role.Moderator),
            Example(community, "Introductions", "introductions", "New here? Say hello.", 1),
            Example(talk, "General", "general", "Anything that doesn't fit in another board.", 0),
            Example(talk, "Help", "help", "Ask questions and help others.", 1),
            Example(talk, "Staff room", "staff-room", "Only moderators and administrators can see this board.", 2, Role.Moderator, Role.Moderator));
    }

    private static Board Example(
        Category category, string name, string slug, string description, int position, Role read = Role.Guest, Role start = Role.Member) => new()
        {
            Category = category,
            Name = name,
            Slug = slug,
            Description = description,
            Position = position,
            ReadRole = read,
            StartRole = start,
            ReplyRole = read > Role.Member ? read : Role.Member,
        };
}
