using System.Text.RegularExpressions;
using Forum.Core.Accounts;
using Forum.Core.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Forum.Tests.Architecture;

/// <summary>SQL outside the folders named Sqlite is portable and readable: no numbers where there's a name.</summary>
public partial class RawSqlTests
{
    private static readonly HashSet<string> Named = FindNamed();

    [Theory]
    [InlineData("""AND n."Kind" = 1 AND""", true)]
    [InlineData("""SET "IsUnread" = 0 WHERE""", true)]
    [InlineData("""WHERE n."Kind" IN (2, 3)""", true)]
    [InlineData("""(c."SilentKinds" & 2) <> 0""", true)]
    [InlineData("""SET "IsUnread" = FALSE, "PostNumber" = 1""", false)]
    [InlineData("""n."Kind" = {{ForumNotifications.Replies.Number}} AND "ToldFrom" = 0""", false)]
    public void A_digit_is_found_where_a_name_belongs(string line, bool isFound) => Assert.Equal(isFound, HasDigit(line));

    [Fact]
    public void Statements_name_booleans_and_kinds() => Sources.AssertNone(Sources.LinesWhere(static (path, line) => IsForAnyDatabase(path) && HasDigit(line), ".cs"));

    [Fact]
    public void Statements_know_no_row_ids() => Sources.AssertNone(Sources.LinesWhere(
        static (path, line) => IsForAnyDatabase(path) && Regex.IsMatch(line, @"rowid", RegexOptions.IgnoreCase), ".cs"));

    private static bool IsForAnyDatabase(string path) => !path.StartsWith("Forum.Tests/", StringComparison.Ordinal) && !path.Contains("/Sqlite/", StringComparison.Ordinal);

    private static bool HasDigit(string line) => Comparisons().Matches(line).Any(static found => Named.Contains(found.Groups["column"].Value));

    private static HashSet<string> FindNamed()
    {
        var services = new ServiceCollection();
        services.AddData(new ConfigurationBuilder().Build());
        services.AddAccounts();
        using var forum = services.BuildServiceProvider();
        using var db = forum.GetRequiredService<IDbContextFactory<SqliteForumDb>>().CreateDbContext();
        return db.Model.GetEntityTypes().SelectMany(static type => type.GetProperties())
            .Where(static property => (Nullable.GetUnderlyingType(property.ClrType) ?? property.ClrType) is { } type && (type == typeof(bool) || type.Assembly == typeof(ForumDb).Assembly))
            .Select(static property => property.GetColumnName()).ToHashSet(StringComparer.Ordinal);
    }

    [GeneratedRegex("""
        "(?<column>[A-Z][A-Za-z]+)"\s*(=|<>|<=|>=|<|>|&|IN)\s*\(?\s*-?[0-9]
        """)]
    private static partial Regex Comparisons();
}
