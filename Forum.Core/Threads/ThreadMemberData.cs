using Forum.Core.Access;
using Forum.Core.Data;
using Forum.Core.Threads.History;
using Microsoft.EntityFrameworkCore;

namespace Forum.Core.Threads;

/// <summary>Exports which threads a member has viewed, and deletes that and how far they've read. Threads stay.</summary>
public sealed class ThreadMemberData : IMemberData
{
    /// <inheritdoc />
    public IReadOnlyCollection<Type> Tables { get; } = [typeof(ForumThread), typeof(ThreadRead), typeof(ViewedThread)];

    /// <inheritdoc />
    public IReadOnlyList<string> Files => ["`view-history.json`: the threads you've viewed."];

    /// <inheritdoc />
    public async Task ExportAsync(MemberExport export, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(export);
        var viewed = await export.Db.ViewedThreads.Where(viewed => viewed.MemberId == export.MemberId).OrderBy(viewed => viewed.ViewedAt)
            .Select(viewed => new { viewed.ThreadId, viewed.ViewedAt }).ToListAsync(cancellation);
        await export.AddJsonAsync("view-history.json", viewed, cancellation);
    }

    /// <inheritdoc />
    public async Task ForgetAsync(WriteScope scope, int memberId, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(scope);
        await scope.Db.ViewedThreads.Where(viewed => viewed.MemberId == memberId).ExecuteDeleteAsync(cancellation);
        await scope.Db.ThreadReads.Where(read => read.MemberId == memberId).ExecuteDeleteAsync(cancellation);
    }
}
