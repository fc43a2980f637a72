using Forum.Core.Access;
using Forum.Core.Data;
using Forum.Core.Live;
using Forum.Core.Posts;
using Forum.Core.Text;
using Microsoft.EntityFrameworkCore;

namespace Forum.Core.Boards;

/// <summary>A board, as submitted.</summary>
/// <param name="BoardId">The board; null to create one.</param>
/// <param name="Name">The name, up to <see cref="Board.MaxNameLength"/> characters.</param>
/// <param name="Description">What belongs here, up to <see cref="Board.MaxDescriptionLength"/> characters of plain
/// text.</param>
/// <param name="ReadRole">The minimum role to read.</param>
/// <param name="StartRole">The minimum role to start threads.</param>
/// <param name="ReplyRole">The minimum role to reply.</param>
/// <param name="Color">The color; null to keep it, and for the next one in turn.</param>
/// <param name="Icon">An emoji or another single character; empty for the forum's own icon.</param>
public sealed record BoardForm(
    int? BoardId, int CategoryId, string? Name, string? Description, Role ReadRole, Role StartRole, Role ReplyRole, BoardColor? Color = null, string? Icon = null);

/// <summary>
/// Creates, changes, orders and archives categories and boards. Administrators only. Nothing is deleted here: an
/// archived board stays readable.
/// </summary>
[ReliesOnSingleWriter("computes positions and the slug from the other boards")]
public sealed class ArrangeBoards(ForumWriter writer, LiveFeed feed)
{
    /// <summary>Creates a category at the end, or renames one.</summary>
    /// <param name="categoryId">The category; null to create one.</param>
    /// <param name="name">The name, up to <see cref="Category.MaxNameLength"/> characters.</param>
    /// <returns>The category's key, or a refusal.</returns>
    public Task<Outcome<int>> SaveCategoryAsync(Viewer viewer, int? categoryId, string? name, CancellationToken cancellation = default)
    {
        var clean = WritingRules.CleanTitle(name);
        if (CheckName(clean, Category.MaxNameLength) is { } refusal)
            return Task.FromResult<Outcome<int>>(refusal);
        return ChangeAsync<int>(viewer, async db =>
        {
            var category = categoryId is null
                ? db.Categories.Add(new Category { Name = clean, Position = await EndAsync(db.Categories.Select(c => c.Position), cancellation) }).Entity
                : await db.Categories.FirstOrDefaultAsync(category => category.Id == categoryId, cancellation);
            if (category is null)
                return Refusal.NotFound;
            category.Name = clean;
            await db.SaveChangesAsync(cancellation);
            return category.Id;
        }, cancellation);
    }

    /// <summary>Creates a board at the end of its category, or changes one. Renaming doesn't change its slug.</summary>
    /// <returns>The board's key, or a refusal.</returns>
    public Task<Outcome<int>> SaveBoardAsync(Viewer viewer, BoardForm form, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(form);
        var name = WritingRules.CleanTitle(form.Name);
        var description = WritingRules.CleanTitle(form.Description);
        var icon = WritingRules.CleanTitle(form.Icon);
        if ((CheckName(name, Board.MaxNameLength) ?? CheckRoles(form) ?? CheckLook(form.Color, icon)) is { } refusal)
            return Task.FromResult<Outcome<int>>(refusal);
        if (ShownText.IsLongerThan(description, Board.MaxDescriptionLength))
        {
            return Task.FromResult<Outcome<int>>(new Refusal(
                "The description is {0:N0} characters long. The limit is {1:N0}.", nameof(form.Description), ShownText.Count(description), Board.MaxDescriptionLength));
        }

        return ChangeAsync<int>(viewer, async db =>
        {
            if (!await db.Categories.AnyAsync(category => category.Id == form.CategoryId, cancellation))
                return new Refusal("Choose a category.", nameof(form.CategoryId));
            var board = form.BoardId is null
                ? await AddAsync(db, form.CategoryId, name, cancellation)
                : await db.Boards.FirstOrDefaultAsync(board => board.Id == form.BoardId, cancellation);
            if (board is null)
                return Refusal.NotFound;

            var wasPublic = board.ReadRole == Role.Guest;
            if (board.CategoryId != form.CategoryId)
                board.Position = await EndOfAsync(db, form.CategoryId, cancellation);
            board.CategoryId = form.CategoryId;
            (board.Name, board.Description) = (name, description);
            (board.Color, board.Icon) = (form.Color ?? board.Color, icon);
            (board.ReadRole, board.StartRole, board.ReplyRole) = (form.ReadRole, form.StartRole, form.ReplyRole);
            await db.SaveChangesAsync(cancellation);
            if (form.BoardId is not null && wasPublic != (board.ReadRole == Role.Guest))
                await PublicCounters.BoardAsync(db, board.Id, wasPublic ? -1 : 1, cancellation);
            return board.Id;
        }, cancellation);
    }

    /// <summary>Moves a category or board up or down among its siblings. Does nothing at the end of the list.</summary>
    /// <param name="boardId">The board; null to move the category.</param>
    /// <param name="down">Down instead of up.</param>
    public Task<Outcome<Done>> MoveAsync(Viewer viewer, int categoryId, int? boardId, bool down, CancellationToken cancellation = default) =>
        ChangeAsync<Done>(viewer, async db =>
        {
            if (boardId is null)
            {
                var categories = await db.Categories.OrderBy(c => c.Position).ThenBy(c => c.Id).ToListAsync(cancellation);
                if (!Swap(categories, category => category.Id == categoryId, down))
                    return Refusal.NotFound;
                categories.ForEach(category => category.Position = categories.IndexOf(category));
            }
            else
            {
                var boards = await db.Boards.Where(b => b.CategoryId == categoryId)
                    .OrderBy(b => b.Position).ThenBy(b => b.Id).ToListAsync(cancellation);
                if (!Swap(boards, board => board.Id == boardId, down))
                    return Refusal.NotFound;
                boards.ForEach(board => board.Position = boards.IndexOf(board));
            }

            return default(Done);
        }, cancellation);

    /// <summary>Archives a category or board, or restores it.</summary>
    /// <param name="boardId">The board; null for the category.</param>
    public Task<Outcome<Done>> ArchiveAsync(Viewer viewer, int categoryId, int? boardId, bool archived, CancellationToken cancellation = default) =>
        ChangeAsync<Done>(viewer, async (db, now) =>
        {
            var since = archived ? now : (DateTimeOffset?)null;
            var changed = boardId is null
                ? await db.Categories.Where(c => c.Id == categoryId)
                    .ExecuteUpdateAsync(set => set.SetProperty(c => c.ArchivedAt, since), cancellation)
                : await db.Boards.Where(b => b.Id == boardId)
                    .ExecuteUpdateAsync(set => set.SetProperty(b => b.ArchivedAt, since), cancellation);
            return changed == 0 ? Refusal.NotFound : default(Done);
        }, cancellation);

    private Task<Outcome<T>> ChangeAsync<T>(Viewer viewer, Func<ForumDb, Task<Outcome<T>>> change, CancellationToken cancellation) =>
        ChangeAsync<T>(viewer, (db, _) => change(db), cancellation);

    private async Task<Outcome<T>> ChangeAsync<T>(
        Viewer viewer, Func<ForumDb, DateTimeOffset, Task<Outcome<T>>> change, CancellationToken cancellation)
    {
        var outcome = await writer.WriteAsync<T>(
            async scope =>
            {
                var actor = await MemberDirectory.CurrentAsync(scope.Db, viewer);
                if (!actor.IsAdministrator)
                    return actor.RefusalToAct ?? Refusal.NotFound;
                scope.Raise(new BoardsChanged());
                return await change(scope.Db, scope.Now);
            },
            cancellation);

        // Read access may have changed, so every open page checks again.
        if (outcome.IsDone)
            feed.CutAll();
        return outcome;
    }

    private static async Task<Board> AddAsync(ForumDb db, int categoryId, string name, CancellationToken cancellation)
    {
        var slug = Slugs.From(name, "board");
        var taken = await db.Boards.Select(board => board.Slug).ToHashSetAsync(cancellation);
        var free = slug;
        for (var number = 2; taken.Contains(free); number++)
            free = $"{Beginning(slug, Board.MaxSlugLength - 6)}-{number}";
        var position = await EndOfAsync(db, categoryId, cancellation);
        return db.Boards.Add(new Board { Name = name, Slug = free, CategoryId = categoryId, Position = position, Color = BoardLook.DefaultColor(taken.Count) }).Entity;
    }

    private static string Beginning(string slug, int length) => ShownText.Beginning(slug, length).TrimEnd('-');

    private static Task<int> EndOfAsync(ForumDb db, int categoryId, CancellationToken cancellation) =>
        EndAsync(db.Boards.Where(board => board.CategoryId == categoryId).Select(board => board.Position), cancellation);

    // Not the count: boards leave gaps when they move to another category.
    private static async Task<int> EndAsync(IQueryable<int> positions, CancellationToken cancellation) =>
        (await positions.MaxAsync(position => (int?)position, cancellation) ?? -1) + 1;

    private static Refusal? CheckName(string name, int maxLength) => !ShownText.IsVisible(name) || ShownText.IsLongerThan(name, maxLength)
        ? new Refusal("The name must be 1 to {0} characters long.", nameof(BoardForm.Name), maxLength)
        : null;

    private static Refusal? CheckRoles(BoardForm form) =>
        !Enum.IsDefined(form.ReadRole) || !Enum.IsDefined(form.StartRole) || !Enum.IsDefined(form.ReplyRole)
        || form.StartRole < form.ReadRole || form.ReplyRole < form.ReadRole
            ? new Refusal("People who can post in a board must also be able to read it.", nameof(form.ReadRole))
            : null;

    private static Refusal? CheckLook(BoardColor? color, string icon)
    {
        if (color is { } chosen && !Enum.IsDefined(chosen))
            return new Refusal("Choose a color.", nameof(BoardForm.Color));
        return icon.Length > 0 && (icon.Length > Board.MaxIconUnits || ShownText.Count(icon) != 1 || !ShownText.IsVisible(icon))
            ? new Refusal("Enter a single emoji or character.", nameof(BoardForm.Icon))
            : null;
    }

    private static bool Swap<T>(List<T> list, Predicate<T> which, bool down)
    {
        var from = list.FindIndex(which);
        var to = from + (down ? 1 : -1);
        if (from >= 0 && to >= 0 && to < list.Count)
            (list[from], list[to]) = (list[to], list[from]);
        return from >= 0;
    }
}
