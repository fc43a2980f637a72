using Forum.Core.Data;
using Forum.Core.Markdown;
using Forum.Core.Members;
using Forum.Core.Text;
using Microsoft.EntityFrameworkCore;

namespace Forum.Core.Chat;

/// <summary>A chat message to import.</summary>
/// <param name="Text">The text as typed.</param>
public sealed record ImportedMessage(int AuthorId, DateTimeOffset CreatedAt, string Text);

/// <summary>
/// Imports messages into a chat room, rendered as if they had been posted there. For the command line, never for a
/// page. A room's order is the order of its keys, so messages older than its newest are skipped.
/// </summary>
[ReliesOnSingleWriter("reads the time of the newest message")]
public sealed class ImportChat(ForumWriter writer, ForumMarkdown markdown, MemberNameQueries names)
{
    /// <summary>Adds the messages in one transaction.</summary>
    /// <param name="messages">The messages in chronological order.</param>
    /// <returns>The number of messages added, or a refusal.</returns>
    public async Task<Outcome<int>> RunAsync(int roomId, IReadOnlyList<ImportedMessage> messages, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(messages);
        var rows = new List<ChatMessage>(messages.Count);
        foreach (var message in messages)
        {
            var text = WritingRules.Clean(message.Text);
            if (WritingRules.CheckText(text, ChatMessage.MaxLength) is { } refusal)
                return refusal;
            var parsed = markdown.ParseChat(text);
            var html = parsed.ToHtml(await names.ExistingAsync(parsed.MentionedNames, null, cancellation));
            if (WritingRules.CheckShown(html) is { } empty)
                return empty;
            rows.Add(Row(roomId, message, text, html));
        }

        return await writer.WriteAsync<int>(
            async scope =>
            {
                if (!await scope.Db.ChatRooms.AnyAsync(room => room.Id == roomId, cancellation))
                    return Refusal.NotFound;
                var newest = await scope.Db.ChatMessages.Where(said => said.RoomId == roomId).MaxAsync(said => (DateTimeOffset?)said.CreatedAt, cancellation);
                var later = rows.Where(row => newest is null || row.CreatedAt > newest).ToList();
                scope.Db.ChatMessages.AddRange(later);
                return later.Count;
            },
            cancellation);
    }

    private static ChatMessage Row(int roomId, ImportedMessage message, string text, string html) => new()
    {
        RoomId = roomId,
        AuthorId = message.AuthorId,
        CreatedAt = message.CreatedAt,
        Markdown = text,
        Html = html,
        SubmissionId = Guid.NewGuid(),
    };
}
