using System.Collections.Concurrent;
using System.Globalization;
using Serilog.Core;
using Serilog.Events;
using Serilog.Formatting.Display;

namespace Forum.Tests.Support;

/// <summary>Collects the forum's log, at the levels its settings enable.</summary>
public sealed class CapturedLog : ILogEventSink
{
    private static readonly MessageTemplateTextFormatter Format =
        new("{Message:lj}{Exception}", CultureInfo.InvariantCulture);
    private readonly ConcurrentQueue<string> _lines = new();

    private readonly ConcurrentQueue<string> _errors = new();

    public IReadOnlyCollection<string> Lines => _lines;

    /// <summary>The errors.</summary>
    public IReadOnlyCollection<string> Errors => _errors;

    public void Emit(LogEvent logEvent)
    {
        using var line = new StringWriter(CultureInfo.InvariantCulture);
        Format.Format(logEvent, line);
        _lines.Enqueue(line.ToString());
        if (logEvent.Level >= LogEventLevel.Error)
            _errors.Enqueue(line.ToString());
    }
}
