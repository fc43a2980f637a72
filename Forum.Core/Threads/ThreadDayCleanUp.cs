using Forum.Core.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Forum.Core.Threads;

/// <summary>Deletes the days that no list looks at any more, once a day.</summary>
[SafeBesideOthers("a single statement")]
public sealed class ThreadDayCleanUp(ForumWriter writer, TimeProvider clock, ILogger<ThreadDayCleanUp> log) : PeriodicJob(clock, log)
{
    private const int KeptDays = 366;

    /// <inheritdoc />
    protected override TimeSpan Pause => TimeSpan.FromDays(1);

    /// <inheritdoc />
    protected override async Task RunDueAsync(CancellationToken cancellation)
    {
        var first = ThreadDay.Of(Clock.GetUtcNow()) - KeptDays;
        await writer.WriteAsync<Done>(
            async scope =>
            {
                await scope.Db.ThreadDays.Where(day => day.Day > ThreadDay.AllDays && day.Day < first).ExecuteDeleteAsync(cancellation);
                return default(Done);
            },
            cancellation);
    }
}
