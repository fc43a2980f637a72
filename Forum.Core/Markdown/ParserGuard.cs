using Microsoft.Extensions.Logging;

namespace Forum.Core.Markdown;

/// <summary>
/// Protects against texts that break the parser: its depth limit throws, and hostile text may trigger untested cases.
/// In both cases the result is null, and the caller shows the text as typed.
/// </summary>
internal sealed class ParserGuard
{
    private readonly ILogger _log;

    public ParserGuard(ILogger log) => _log = log;

    /// <summary>The result of the work; null if it threw.</summary>
    public T? Try<T>(Func<T> work)
        where T : class
    {
        try
        {
            return work();
        }
        catch (ArgumentException tooDeep)
        {
            // Markdig throws this at its depth limit: expected of hostile text, so it shouldn't fill the log.
            _log.LogDebug(tooDeep, "Markdown was nested too deeply for the parser and is shown as typed");
            return null;
        }
        catch (Exception failure)
        {
            _log.LogError(failure, "The Markdown parser failed; the text is shown as typed");
            return null;
        }
    }
}
