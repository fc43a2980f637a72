using System.Globalization;
using System.Text;

namespace Forum.Core.Data;

/// <summary>
/// Sends statements to the database together, in the context's open transaction, because most of a statement's cost is
/// the round trip. Pass times as stored, in UTC ticks.
/// </summary>
internal sealed class SqlBatch(ForumDb db)
{
    // Each statement searches the values of the whole batch.
    private const int MaxValues = 48;
    private readonly StringBuilder _sql = new();
    private readonly List<object?> _values = [];

    /// <summary>
    /// Adds a statement without its semicolon; interpolated values become parameters. Sends the batch when it's full.
    /// </summary>
    public async Task AddAsync(FormattableString statement, CancellationToken cancellation)
    {
        var places = Enumerable.Range(_values.Count, statement.ArgumentCount).Select(static i => (object)string.Create(CultureInfo.InvariantCulture, $"@p{i}"));
        _sql.AppendFormat(CultureInfo.InvariantCulture, statement.Format, [.. places]).Append(";\n");
        _values.AddRange(statement.GetArguments());
        if (_values.Count >= MaxValues)
            await SendAsync(cancellation);
    }

    /// <summary>Sends the rest.</summary>
    /// <returns>The number of rows written.</returns>
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
