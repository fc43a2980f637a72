using System.Net;
using Forum.Core.Chat;
using Forum.Web.Components;
using Microsoft.Extensions.Localization;

namespace Forum.Web.Chat;

/// <summary>A message as it's shown: after the name of its day, if it's the first one, and below its author's name or not.</summary>
/// <param name="Day">The line with the day, as HTML; null below another message of that day.</param>
/// <param name="Html">The message.</param>
public readonly record struct ChatLine(ChatMessageView Message, string? Day, string Html);

/// <summary>Puts messages under their days, and those of one author into groups.</summary>
public static class ChatTranscript
{
    /// <summary>Messages of one author are a group while no two are further apart than this.</summary>
    public static readonly TimeSpan Together = TimeSpan.FromMinutes(5);

    /// <summary>The lines, in order. What a viewer doesn't see must not be among the messages: it separates none.</summary>
    public static IEnumerable<ChatLine> Lines(
        IEnumerable<(ChatMessageView Message, ChatMessageHtml Html)> messages, ChatDays days, IStringLocalizer<Texts> texts)
    {
        ArgumentNullException.ThrowIfNull(messages);
        ArgumentNullException.ThrowIfNull(days);
        var day = default(DateOnly);
        ChatMessageView? above = null;
        foreach (var (message, html) in messages)
        {
            string? heading = null;
            if (days.Of(message.CreatedAt) is var messageDay && messageDay != day)
            {
                (day, above) = (messageDay, null);
                heading = $"<li class=\"chat-day\"><span>{WebUtility.HtmlEncode(days.Name(day, texts))}</span></li>";
            }

            yield return new(message, heading, above is not null && Continues(message, above) ? html.Continued : html.Head);
            above = message;
        }
    }

    // Former members have no number: two messages of such may be from two people.
    private static bool Continues(ChatMessageView message, ChatMessageView above) =>
        message.AuthorId is not null && message.AuthorId == above.AuthorId && message.AuthorName == above.AuthorName
        && message.CreatedAt - above.CreatedAt <= Together;
}
