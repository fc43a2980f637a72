using Forum.Core.Access;
using Forum.Core.Boards;
using Forum.Core.Data;
using Forum.Core.Mail;
using Forum.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Forum.Tests.Privacy;

/// <summary>Each table that names a member belongs to a room, which exports and deletes its content.</summary>
public class MemberDataTests(CastForum forum) : IClassFixture<CastForum>
{
    // Table: why no room is responsible for it.
    private static readonly Dictionary<string, string> Exceptions = [];

    [Fact]
    public async Task Every_table_that_names_a_member_is_some_rooms()
    {
        await using var db = await forum.Cast.OpenAsync();

        Assert.Equal(Exceptions.Keys.Order(), Missing(db, Covered()));
    }

    [Fact]
    public async Task A_table_that_is_no_rooms_is_found()
    {
        await using var db = await forum.Cast.OpenAsync();

        Assert.True(Missing(db, []).Count() > 20, "The tables that name a member were not found.");
        Assert.Equal(["IgnoredBoards", "OutboxMails"], Missing(db, Covered().Except([typeof(IgnoredBoard), typeof(OutboxMail)])));
    }

    [Fact]
    public async Task No_room_answers_for_what_is_no_table_or_another_rooms()
    {
        await using var db = await forum.Cast.OpenAsync();

        Assert.Equal([], Covered().Where(type => db.Model.FindEntityTypes(type).Count() != 1));
        Assert.Equal([], Covered().GroupBy(static type => type).Where(static rooms => rooms.Count() > 1).Select(static rooms => rooms.Key));
    }

    private static IEnumerable<string> Missing(ForumDb db, IEnumerable<Type> covered) => db.Model.GetEntityTypes()
        .Where(type => type.GetProperties().Any(MemberTraces.NamesMember) && !covered.Contains(type.ClrType))
        .Select(static type => type.GetTableName()!).Order();

    private List<Type> Covered() => [.. forum.Get<IEnumerable<IMemberData>>().SelectMany(static room => room.Tables)];
}
