using Forum.Core.Chat;
using Forum.Web.Live;

namespace Forum.Web.Chat;

/// <summary>A message's HTML in both forms, shared by all circuits: which one is shown depends on what is above it.</summary>
/// <param name="Head">With the author's name and avatar.</param>
/// <param name="Continued">Below another message of the same author.</param>
public sealed record ChatMessageHtml(string Head, string Continued)
{
    /// <summary>Stands between the two. What people write can't contain a comment.</summary>
    public const string Separator = "<!--continued-->";

    /// <summary>Renders a message, at most once per language.</summary>
    public static ValueTask<ChatMessageHtml> OfAsync(LiveMarkup markup, ChatMessageView message)
    {
        ArgumentNullException.ThrowIfNull(markup);
        return markup.OnceAsync<ChatMessageItem, ChatMessageHtml>(message, nameof(ChatMessageItem.Message), Parse);
    }

    private static ChatMessageHtml Parse(string html)
    {
        var both = html.Split(Separator, 2);
        return new(both[0].Trim(), both[1].Trim());
    }
}
