using System.Globalization;
using System.Text;
using Microsoft.JSInterop;

namespace Forum.Web.Administration;

/// <summary>Downloads the contents of a grid as comma-separated values (RFC 4180).</summary>
public static class CsvFile
{
    /// <summary>Starts the download.</summary>
    public static ValueTask DownloadAsync(this IJSRuntime scripts, string name, IEnumerable<string> titles, IEnumerable<object?[]> rows) =>
        scripts.InvokeVoidAsync("forumAdministration.download", name, Write(titles, rows));

    /// <summary>The file's text. Times are in UTC.</summary>
    public static string Write(IEnumerable<string> titles, IEnumerable<object?[]> rows)
    {
        ArgumentNullException.ThrowIfNull(titles);
        ArgumentNullException.ThrowIfNull(rows);
        var text = new StringBuilder();
        text.AppendJoin(',', titles.Select(Cell)).Append("\r\n");
        foreach (var row in rows)
            text.AppendJoin(',', row.Select(Cell)).Append("\r\n");
        return text.ToString();
    }

    private static string Cell(object? value)
    {
        var text = value switch
        {
            DateTimeOffset time => time.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture),
            IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
            _ => value?.ToString() ?? "",
        };

        // A spreadsheet would run a value that starts like a formula, and members choose their names.
        if (value is not IFormattable && text.Length > 0 && "=+-@\t\r".Contains(text[0], StringComparison.Ordinal))
            text = $"'{text}";
        return text.AsSpan().IndexOfAny(",\"\r\n") < 0 ? text : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }
}
