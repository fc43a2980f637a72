using Forum.Core.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Forum.Core.Threads;

/// <summary>
/// How much happened in a thread on a day (UTC), and on all days together. Updated in the transaction of each change; days
/// from more than a year ago are deleted.
/// </summary>
public sealed class ThreadDay
{
    /// <summary>The <see cref="Day"/> of the row for all days.</summary>
    public const int AllDays = 0;

    /// <summary>The number of the day, as in <see cref="DateOnly.DayNumber"/>.</summary>
    public int Day { get; init; }

    /// <summary>The thread.</summary>
    public int ThreadId { get; init; }

    /// <summary>The replies that aren't removed.</summary>
    public int Replies { get; init; }

    /// <summary>The reactions to its posts.</summary>
    public int Reactions { get; init; }

    /// <summary>Both together.</summary>
    public int Score { get; init; }

    /// <summary>The number of the day.</summary>
    internal static int Of(DateTimeOffset time) => (int)(time.UtcTicks / TimeSpan.TicksPerDay);

    /// <summary>Adds to the day's row and to that of all days.</summary>
    internal static async Task AddAsync(SqlBatch batch, int threadId, int day, int replies, int reactions, CancellationToken cancellation)
    {
        foreach (var row in (int[])[day, AllDays])
        {
            await batch.AddAsync(
                $"""
                INSERT INTO "ThreadDays" ("Day", "ThreadId", "Replies", "Reactions") VALUES ({row}, {threadId}, {replies}, {reactions})
                    ON CONFLICT ("Day", "ThreadId") DO UPDATE SET "Replies" = "ThreadDays"."Replies" + excluded."Replies",
                    "Reactions" = "ThreadDays"."Reactions" + excluded."Reactions"
                """,
                cancellation);
        }
    }
}

internal sealed class ThreadDayMapping : IEntityTypeConfiguration<ThreadDay>
{
    public void Configure(EntityTypeBuilder<ThreadDay> builder)
    {
        builder.ToTable("ThreadDays");
        builder.HasKey(day => new { day.Day, day.ThreadId });
        builder.Property(day => day.Score).HasComputedColumnSql("\"Replies\" + \"Reactions\"", stored: true);
        builder.HasOne<ForumThread>().WithMany().HasForeignKey(day => day.ThreadId).OnDelete(DeleteBehavior.Cascade);
        builder.HasIndex(day => new { day.Day, day.Score, day.ThreadId });
    }
}
