using Forum.Core.Boards;
using Forum.Core.Data;
using Forum.Tests.Support;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace Forum.Tests.Data;

/// <summary>
/// The writer's statements stay prepared from act to act: with other values, nested, after a failure, and when there
/// are many.
/// </summary>
public class PreparedStatementsTests(CastForum forum) : IClassFixture<CastForum>
{
    private ForumWriter Writer => forum.Get<ForumWriter>();

    [Fact]
    public async Task The_same_statement_asks_with_the_values_of_each_act()
    {
        await AddAsync("Kept 1", "Kept 2");
        foreach (var name in (string[])["Kept 1", "Kept 2", "Kept none"])
            Assert.Equal(name is "Kept none" ? [] : [name], await InActAsync(db => db.Categories.Where(category => category.Name == name).Select(category => category.Name).ToListAsync()));
    }

    [Fact]
    public async Task A_statement_that_is_being_read_can_be_asked_again_meanwhile()
    {
        await AddAsync("Twice 1", "Twice 2");
        var pairs = await InActAsync(async db =>
        {
            var found = new List<string>();
            await foreach (var outer in db.Categories.Where(category => category.Name.StartsWith("Twice ")).OrderBy(category => category.Name).AsAsyncEnumerable())
            {
                await foreach (var inner in db.Categories.Where(category => category.Name.StartsWith("Twice ")).OrderBy(category => category.Name).AsAsyncEnumerable())
                    found.Add(outer.Name[^1..] + inner.Name[^1..]);
            }

            return found;
        });
        Assert.Equal(["11", "12", "21", "22"], pairs);
    }

    [Fact]
    public async Task A_statement_that_was_left_half_read_begins_anew()
    {
        await AddAsync("Half 1", "Half 2");
        for (var i = 0; i < 3; i++)
            Assert.Equal("Half 1", await InActAsync(db => db.Categories.Where(category => category.Name.StartsWith("Half ")).OrderBy(category => category.Name).Select(category => category.Name).AsAsyncEnumerable().FirstAsync().AsTask()));
    }

    [Fact]
    public async Task A_statement_that_failed_works_the_next_time()
    {
        var board = await forum.BoardAsync();
        var categoryId = await InActAsync(db => db.Boards.Where(known => known.Id == board.Id).Select(known => known.CategoryId).SingleAsync());
        for (var i = 0; i < 2; i++)
            await Assert.ThrowsAsync<DbUpdateException>(() => AddBoardAsync(board.Slug));
        await AddBoardAsync(board.Slug + "-other");
        await Assert.ThrowsAsync<DbUpdateException>(() => AddBoardAsync(board.Slug));

        async Task AddBoardAsync(string slug) => await InActAsync(async db =>
        {
            db.Boards.Add(new Board { CategoryId = categoryId, Name = slug, Slug = slug });
            return await db.SaveChangesAsync();
        });
    }

    [Fact]
    public async Task More_statements_than_are_kept_and_each_again()
    {
        await AddAsync("Many");
        for (var round = 0; round < 2; round++)
        {
            for (var i = 1; i <= 300; i++)
            {
                var sql = $"""SELECT count(*) + {i} AS "Value" FROM "Categories" WHERE "Name" = @p0""";
                Assert.Equal(i + 1, await InActAsync(db => db.Database.SqlQueryRaw<int>(sql, new SqliteParameter("@p0", "Many")).SingleAsync()));
            }
        }
    }

    [Fact]
    public async Task After_a_commit_that_failed_the_next_act_is_kept()
    {
        // A foreign key that's checked at the end of the transaction.
        await Assert.ThrowsAsync<SqliteException>(() => InActAsync(async db =>
        {
            await db.Database.ExecuteSqlRawAsync("PRAGMA defer_foreign_keys = ON");
            await db.Database.ExecuteSqlRawAsync("""UPDATE "Boards" SET "CategoryId" = -1""");
            return 0;
        }));
        await AddAsync("After the failure");
        await using var db = await forum.Cast.OpenAsync();
        Assert.True(await db.Categories.AnyAsync(category => category.Name == "After the failure"));
        Assert.False(await db.Boards.AnyAsync(board => board.CategoryId == -1));
    }

    [Fact]
    public async Task What_one_act_has_loaded_the_next_one_loads_anew()
    {
        await AddAsync("Before");
        await InActAsync(db => db.Categories.Where(category => category.Name == "Before").ToListAsync());
        await using (var db = await forum.Cast.OpenAsync())
            await db.Categories.Where(category => category.Name == "Before").ExecuteUpdateAsync(set => set.SetProperty(category => category.Position, 77));
        Assert.Equal(77, (await InActAsync(db => db.Categories.SingleAsync(category => category.Name == "Before"))).Position);
    }

    private Task<int> AddAsync(params string[] names) => InActAsync(async db =>
    {
        db.Categories.AddRange(names.Select(static name => new Category { Name = name }));
        return await db.SaveChangesAsync();
    });

    private async Task<T> InActAsync<T>(Func<ForumDb, Task<T>> act) => (await Writer.WriteAsync<T>(async scope =>
    {
        Assert.NotNull(scope.Db.Database.CurrentTransaction?.GetDbTransaction());
        return await act(scope.Db);
    })).Value;
}
