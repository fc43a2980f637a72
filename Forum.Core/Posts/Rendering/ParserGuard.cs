using Microsoft.Extensions.Logging;

namespace Forum.Core.Posts.Rendering;

/// <summary>
/// Lets no text break what it is written for: the parser's depth limit throws, and hostile text may find what no one
/// has tested. The answer to both is null, and the caller shows the text as typed.
/// </summary>
internal sealed class ParserGuard
{
    private readonly ILogger _log;

    public ParserGuard(ILogger log) => _log = log;

    /// <summary>The result of the work; null when it threw.</summary>
    public T? Try<T>(Func<T> work)
        where T : class
    {
        try
        {
            return work();
        }
        catch (ArgumentException tooDeep)
        {
            // What Markdig throws at its depth limit: expected of hostile text, so nothing that should fill the log.
            _log.LogDebug(tooDeep, "A text was nested too deeply for the Markdown parser and is shown as typed");
            return null;
        }
        catch (Exception failure)
        {
            _log.LogError(failure, "The Markdown parser failed on a text, which is shown as typed");
            return null;
        }
    }
}
