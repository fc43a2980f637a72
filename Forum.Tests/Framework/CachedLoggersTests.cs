using Forum.Tests.Support;
using Microsoft.Extensions.Logging;

namespace Forum.Tests.Framework;

/// <summary>The framework requests a logger for each circuit and connection. It gets the existing one.</summary>
public class CachedLoggersTests(CastForum forum) : IClassFixture<CastForum>
{
    [Fact]
    public void A_category_has_one_logger()
    {
        var loggers = forum.Get<ILoggerFactory>();

        Assert.Same(loggers.CreateLogger("One"), loggers.CreateLogger("One"));
        Assert.NotSame(loggers.CreateLogger("One"), loggers.CreateLogger("Another"));
    }
}
