using Forum.Core.Access;
using Forum.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace Forum.Core.Chat;

/// <summary>
/// Exports a member's chat messages, and removes them if the settings say so: the text is deleted for good. Forgets how
/// far the member has read in any case.
/// </summary>
public sealed class ChatMemberData : IMemberData, IMemberContent
{
    private const int RemovedAtOnce = 50;

    /// <inheritdoc />
    public IReadOnlyCollection<Type> Tables { get; } = [typeof(ChatMessage), typeof(ChatRead)];

    /// <inheritdoc />
    public IReadOnlyList<string> Files => ["`chat.json`: your chat messages."];

    /// <inheritdoc />
    public async Task ExportAsync(MemberExport export, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(export);
        var said = await export.Db.ChatMessages.Where(message => message.AuthorId == export.MemberId).OrderBy(message => message.Id)
            .Select(message => new { message.Id, message.RoomId, message.CreatedAt, message.RemovedAt, message.Markdown }).ToListAsync(cancellation);
        await export.AddJsonAsync("chat.json", said, cancellation);
    }

    /// <inheritdoc />
    public Task ForgetAsync(WriteScope scope, int memberId, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(scope);
        return scope.Db.ChatReads.Where(read => read.MemberId == memberId).ExecuteDeleteAsync(cancellation);
    }

    /// <inheritdoc />
    public async Task<long?> RemoveNextAsync(WriteScope scope, int memberId, long after, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(scope);
        var messages = await scope.Db.ChatMessages.Where(message => message.AuthorId == memberId && message.Id > after)
            .OrderBy(message => message.Id).Take(RemovedAtOnce).ToListAsync(cancellation);
        foreach (var message in messages)
        {
            message.Empty(scope.Now);
            scope.Raise(new ChatMessageRemoved(message.RoomId, message.Id));
        }

        await scope.Db.SaveChangesAsync(cancellation);
        return messages.Count == 0 ? null : messages[^1].Id;
    }
}
