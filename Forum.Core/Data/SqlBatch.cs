using System.Globalization;
using System.Text;

namespace Forum.Core.Data;

/// <summary>
/// Statements that go to the database together, in the transaction that the context has open: what a statement costs is mostly
/// the way there. Times are given as they are stored, in UTC ticks.
/// </summary>
internal sealed class SqlBatch(ForumDb db)
{
    // Each statement looks through the values of all that go with it.
    private const int MaxValues = 48;
    private readonly StringBuilder _sql = new();
    private readonly List<object?> _values = [];

    /// <summary>Adds a statement without its semicolon; what stands in braces becomes a parameter. Sends what has come together when it is much.</summary>
    public async Task AddAsync(FormattableString statement, CancellationToken cancellation)
    {
        var places = Enumerable.Range(_values.Count, statement.ArgumentCount).Select(static i => (object)string.Create(CultureInfo.InvariantCulture, $"@p{i}"));
        _sql.AppendFormat(CultureInfo.InvariantCulture, statement.Format, [.. places]).Append(";\n");
        _values.AddRange(statement.GetArguments());
        if (_values.Count >= MaxValues)
            await SendAsync(cancellation);
    }

    /// <summary>Sends what is left.</summary>
    /// <returns>How many rows that wrote.</returns>
    public async Task<int> SendAsync(CancellationToken cancellation)
    {
        if (_sql.Length == 0)
            return 0;
        var written = await PreparedCommands.ExecuteAsync(db, _sql.ToString(), _values, cancellation);
        _sql.Clear();
        _values.Clear();
        return written;
    }
}
