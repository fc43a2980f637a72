using Forum.Core.Access;
using Forum.Core.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Forum.Core.Privacy;

/// <summary>
/// Deletes the accounts that are due, and those that required confirmation and were never confirmed. Also deletes
/// expired links and expired address changes. Runs every few minutes.
/// </summary>
[SafeBesideOthers("the conditions of single statements")]
public sealed class AccountDeletionJob(IDbContextFactory<ForumDb> databases, ForumWriter writer, DeleteMember deletion, TimeProvider clock, ILogger<AccountDeletionJob> log) : PeriodicJob(clock, log)
{
    /// <summary>
    /// How long an account can stay unconfirmed if it has to confirm its address before it can take part.
    /// </summary>
    public static readonly TimeSpan UnconfirmedStay = TimeSpan.FromDays(30);

    private const int MaxAtOnce = 100;

    /// <summary>Deletes the accounts that are due.</summary>
    /// <returns>The number of accounts.</returns>
    public async Task<int> RunAsync(CancellationToken cancellation = default)
    {
        List<int> due;
        List<int> unconfirmed;
        var now = Clock.GetUtcNow();
        await using (var db = await databases.CreateDbContextAsync(cancellation))
        {
            due = await db.Users.Where(member => member.DeletionDueAt != null && member.DeletionDueAt <= now).Select(member => member.Id).Take(MaxAtOnce).ToListAsync(cancellation);
            var since = now - UnconfirmedStay;
            unconfirmed = await db.Users
                .Where(member => member.AwaitsConfirmation && member.JoinedAt < since && !db.Posts.Any(post => post.AuthorId == member.Id) && member.LockedAt == null && member.Role == Role.Member)
                .Select(member => member.Id).Take(MaxAtOnce).ToListAsync(cancellation);
        }

        foreach (var memberId in due)
            await TryAsync(memberId, () => deletion.RunAsync(memberId, cancellation));
        foreach (var memberId in unconfirmed)
            await TryAsync(memberId, () => deletion.RunUnconfirmedAsync(memberId, cancellation));
        await ForgetAsync(cancellation);
        return due.Count + unconfirmed.Count;
    }

    // A failure with one account doesn't block the others.
    private async Task TryAsync(int memberId, Func<Task> delete)
    {
        try
        {
            await delete();
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            Log.LogError(error, "Account {Member} is due for deletion but couldn't be deleted; trying again later", memberId);
        }
    }

    private Task<Outcome<Done>> ForgetAsync(CancellationToken cancellation) => writer.WriteAsync<Done>(
        async scope =>
        {
            await scope.Db.AccountTokens.Where(token => token.ExpiresAt < scope.Now).ExecuteDeleteAsync(cancellation);
            await scope.Db.AddressChanges.Where(change => change.ExpiresAt < scope.Now).ExecuteDeleteAsync(cancellation);
            return default(Done);
        },
        cancellation);

    /// <inheritdoc />
    protected override TimeSpan Pause => TimeSpan.FromMinutes(5);

    /// <inheritdoc />
    protected override Task RunDueAsync(CancellationToken cancellation) => RunAsync(cancellation);
}
