using Forum.Core.Access;
using Forum.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace Forum.Core.Mail;

/// <summary>Forgets the emails to a member.</summary>
public sealed class OutboxMemberData : IMemberData
{
    /// <inheritdoc />
    public IReadOnlyCollection<Type> Tables { get; } = [typeof(OutboxMail)];

    /// <inheritdoc />
    public Task ForgetAsync(WriteScope scope, int memberId, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(scope);
        return scope.Db.OutboxMails.Where(mail => mail.MemberId == memberId).ExecuteDeleteAsync(cancellation);
    }
}
