using Forum.Core.Access;
using Forum.Core.Data;
using Forum.Core.Site;
using Microsoft.EntityFrameworkCore;

namespace Forum.Core.Boards;

/// <summary>Some boards to start with, for an administrator who wants them.</summary>
public sealed class ExampleBoards : IBeforeCommit<ForumFounded>
{
    /// <inheritdoc />
    public async Task HandleAsync(WriteScope scope, ForumFounded fact, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(scope);
        ArgumentNullException.ThrowIfNull(fact);
        var db = scope.Db;
        if (!fact.WithExamples || await db.Boards.AnyAsync(cancellation))
            return;
        var community = new Category { Name = "Community", Position = 0 };
        var talk = new Category { Name = "Talk", Position = 1 };
        db.AddRange(
            Example(community, "Announcements", "announcements", "News from the people who run this forum.", 0, new(BoardColor.Red, "📣"), start: Role.Moderator),
            Example(community, "Introductions", "introductions", "New here? Say hello.", 1, new(BoardColor.Amber, "👋")),
            Example(talk, "General", "general", "Anything that doesn't fit in another board.", 0, new(BoardColor.Green, "💬")),
            Example(talk, "Help", "help", "Ask questions and help others.", 1, new(BoardColor.Blue, "🛟")),
            Example(talk, "Staff room", "staff-room", "Only moderators and administrators can see this board.", 2, new(BoardColor.Slate, "🔒"), Role.Moderator, Role.Moderator));
    }

    private static Board Example(
        Category category, string name, string slug, string description, int position, BoardLook look, Role read = Role.Guest, Role start = Role.Member) => new()
        {
            Category = category,
            Name = name,
            Slug = slug,
            Description = description,
            Position = position,
            Color = look.Color,
            Icon = look.Icon,
            ReadRole = read,
            StartRole = start,
            ReplyRole = read > Role.Member ? read : Role.Member,
        };
}
