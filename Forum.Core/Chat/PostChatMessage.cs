using System.Globalization;
using Forum.Core.Access;
using Forum.Core.Data;
using Forum.Core.Markdown;
using Forum.Core.Members;
using Forum.Core.Text;
using Microsoft.EntityFrameworkCore;

namespace Forum.Core.Chat;

/// <summary>A message to post.</summary>
/// <param name="Text">The text as typed, up to <see cref="ChatMessage.MaxLength"/> characters.</param>
/// <param name="SubmissionId">Created by the page; the same ID again returns the same message.</param>
public sealed record NewChatMessage(int RoomId, string? Text, Guid SubmissionId)
{
    /// <summary>Created by the sender, so that a resend is recognized. Empty counts as a new message each time.</summary>
    public Guid SubmissionId { get; init; } = SubmissionId == Guid.Empty ? Guid.NewGuid() : SubmissionId;
}

/// <summary>
/// Posts a chat message. Refuses empty and overlong texts, rooms that the viewer can't see or write in, and members who
/// post too fast.
/// </summary>
[SafeBesideOthers("the unique index of submissions")]
public sealed class PostChatMessage(ForumWriter writer, ForumMarkdown markdown, MemberNameQueries names, RateLimits limits)
{
    internal static readonly RateLimit Limit = new(
        "ChatMessagesPerTenSeconds", 10, TimeSpan.FromSeconds(10), "chat messages, per member",
        new Refusal("You're sending messages too fast. Wait a few seconds."));

    private static readonly Refusal SomebodyElses = new("This message couldn't be sent. Reload the page and send it again.");

    /// <summary>Posts the message.</summary>
    /// <returns>The message as the panel shows it, or the earlier one if this is a resend; or a refusal.</returns>
    public async Task<Outcome<ChatMessageView>> RunAsync(Viewer viewer, NewChatMessage request, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(viewer);
        ArgumentNullException.ThrowIfNull(request);
        var text = WritingRules.Clean(request.Text);
        if (WritingRules.CheckText(text, ChatMessage.MaxLength) is { } refusal)
            return refusal;

        var parsed = markdown.ParseChat(text);
        var html = parsed.ToHtml(await names.ExistingAsync(parsed.MentionedNames, viewer.MemberId, cancellation));
        if (WritingRules.CheckShown(html) is { } empty)
            return empty;
        return await writer.WriteAsync<ChatMessageView>(scope => WriteAsync(scope, viewer, request, text, html, cancellation), cancellation);
    }

    private async Task<Outcome<ChatMessageView>> WriteAsync(
        WriteScope scope, Viewer viewer, NewChatMessage request, string text, string html, CancellationToken cancellation)
    {
        var earlier = await scope.Db.ChatMessages.AsNoTracking()
            .Where(message => message.SubmissionId == request.SubmissionId)
            .Select(ChatQueries.Projection)
            .FirstOrDefaultAsync(cancellation);
        if (earlier is not null)
            return viewer.Is(earlier.AuthorId) ? earlier : SomebodyElses;

        var actor = await MemberDirectory.CurrentAsync(scope.Db, viewer);
        if (actor.RefusalToAct is { } held)
            return held;
        var room = await scope.Db.ChatRooms
            .Where(room => room.Id == request.RoomId && room.ArchivedAt == null)
            .Select(room => new ChatRoomView(room.Id, room.Name, room.ReadRole, room.WriteRole))
            .FirstOrDefaultAsync(cancellation);
        if (room is null)
            return Refusal.NotFound;
        if (room.RefusalToWrite(actor) is { } refusal)
            return refusal;
        if (limits.Count(Limit, actor.MemberId!.Value.ToString(CultureInfo.InvariantCulture)) is { } tooQuick)
            return tooQuick;

        var message = new ChatMessage
        {
            RoomId = room.Id,
            AuthorId = actor.MemberId,
            CreatedAt = scope.Now,
            Markdown = text,
            Html = html,
            SubmissionId = request.SubmissionId,
        };
        scope.Db.ChatMessages.Add(message);
        await scope.Db.SaveChangesAsync(cancellation);
        var view = new ChatMessageView(message.Id, room.Id, actor.MemberId, actor.Name, actor.Role, scope.Now, html, request.SubmissionId) { AuthorAvatar = actor.AvatarVersion };
        scope.Raise(new ChatMessagePosted(view));
        return view;
    }
}
