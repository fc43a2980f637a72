using Forum.Core.Access;
using Forum.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace Forum.Core.Privacy;

/// <summary>Forgets a member's data export. <see cref="ExportWork"/> deletes its file.</summary>
public sealed class ExportMemberData : IMemberData
{
    /// <inheritdoc />
    public IReadOnlyCollection<Type> Tables { get; } = [typeof(DataExport)];

    /// <inheritdoc />
    public Task ForgetAsync(WriteScope scope, int memberId, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(scope);
        return scope.Db.DataExports.Where(export => export.MemberId == memberId).ExecuteDeleteAsync(cancellation);
    }
}
