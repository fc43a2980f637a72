using System.Collections.Concurrent;
using System.Data.Common;
using System.Diagnostics;
using System.Reflection;
using System.Text.RegularExpressions;
using Forum.Core.Data;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;

namespace Forum.Tests.Support;

/// <summary>A statement that the forum sent to its database.</summary>
/// <param name="Caller">The forum's method that sent it, such as <c>ThreadQueries.PageAsync</c>.</param>
/// <param name="Sql">The text; several statements for a batch.</param>
/// <param name="Parameters">The parameters of the first execution.</param>
public sealed record RecordedQuery(string Caller, string Sql, IReadOnlyList<(string Name, object? Value)> Parameters);

/// <summary>
/// Records a forum's database commands and which of its methods led to them. SQLite answers synchronously, so the sender
/// is on the stack. A test's own commands are skipped.
/// </summary>
public sealed partial class QueryRecorder : DbCommandInterceptor
{
    private readonly ConcurrentDictionary<(string Caller, string Sql), RecordedQuery> _queries = new();
    private readonly ConcurrentDictionary<string, bool> _heard = new();
    private int _reads;

    /// <summary>Each statement of each method, once.</summary>
    public IEnumerable<RecordedQuery> Queries => _queries.Values.OrderBy(query => query.Caller, StringComparer.Ordinal).ThenBy(query => query.Sql, StringComparer.Ordinal);

    /// <summary>The methods that sent something, or awaited one that did.</summary>
    public IReadOnlyCollection<string> Heard => [.. _heard.Keys];

    /// <summary>The number of reads so far, including repeated ones.</summary>
    public int Reads => Volatile.Read(ref _reads);

    /// <summary>Listens to the database of a forum that is about to start.</summary>
    public void ListenTo(IServiceCollection services) => services.ConfigureDbContext<SqliteForumDb>(db => db.AddInterceptors(this));

    public override DbCommand CommandInitialized(CommandEndEventData eventData, DbCommand result)
    {
        var methods = new StackTrace().GetFrames().Select(static frame => frame.GetMethod()).OfType<MethodBase>()
            .Where(static method => IsOfTheForum(method.DeclaringType)).ToList();
        if (methods.Count > 0 && methods[0].DeclaringType!.Assembly == GetType().Assembly)
            return result;

        var names = methods.TakeWhile(method => method.DeclaringType!.Assembly != GetType().Assembly).Select(NameOf).ToList();
        foreach (var name in names)
            _heard[name] = true;
        if (result.CommandText.StartsWith("SELECT", StringComparison.Ordinal))
            Interlocked.Increment(ref _reads);
        var caller = names.Find(static name => !name.StartsWith("PreparedCommands.", StringComparison.Ordinal)) ?? names.FirstOrDefault() ?? "Identity";
        _queries.GetOrAdd((caller, result.CommandText), _ => new RecordedQuery(
            caller,
            result.CommandText,
            [.. result.Parameters.Cast<DbParameter>().Select(static parameter => (parameter.ParameterName, parameter.Value))]));
        return result;
    }

    private static bool IsOfTheForum(Type? type) =>
        type is not null && type != typeof(QueryRecorder) && type.Assembly.GetName().Name!.StartsWith("Forum.", StringComparison.Ordinal);

    // Compiler-generated types for async methods and lambdas are named <Method>…, nested in the class or in another generated one.
    private static string NameOf(MethodBase method)
    {
        var (type, names) = (method.DeclaringType!, method.Name);
        for (; type.DeclaringType is { } outer && type.Name.StartsWith('<'); type = outer)
            names = type.Name + names;
        return $"{type.Name}.{(MadeFrom().Match(names) is { Success: true } made ? made.Groups[1].Value : method.Name)}";
    }

    [GeneratedRegex(@"<([A-Za-z]\w*)>")]
    private static partial Regex MadeFrom();
}
