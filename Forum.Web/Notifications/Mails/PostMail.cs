using System.Globalization;
using Forum.Core.Boards;
using Forum.Core.Text;
using Forum.Web.Boards;
using Forum.Web.Components;
using Forum.Web.Mail;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace Forum.Web.Notifications.Mails;

/// <summary>The content of an email about a post.</summary>
public abstract class PostMail : MailTemplate
{
    /// <summary>Who wrote the post.</summary>
    protected string By => Value("name") is { Length: > 0 } name ? name : Texts["Guest"];

    /// <summary>The name of the thread's board; empty if the email doesn't say, or if it's gone.</summary>
    protected string Board { get; private set; } = "";

    /// <summary>The board's color.</summary>
    protected string Color { get; private set; } = BoardLooks.Hex(default);

    /// <summary>The post's URL.</summary>
    protected string PostPath => string.Create(CultureInfo.InvariantCulture, $"/t/{Value("thread")}?page={PostNumbers.PageOf(Number)}#p{Number}");

    private int Number => int.TryParse(Value("number"), NumberStyles.None, CultureInfo.InvariantCulture, out var parsed) ? parsed : 1;

    [Inject]
    private IStringLocalizer<Texts> Texts { get; set; } = null!;

    [Inject]
    private BoardQueries Boards { get; set; } = null!;

    /// <inheritdoc />
    protected override async Task OnInitializedAsync()
    {
        if (int.TryParse(Value("board"), NumberStyles.None, CultureInfo.InvariantCulture, out var boardId) && await Boards.RowAsync(boardId) is { } board)
            (Board, Color) = (board.Name, BoardLooks.Hex(board.Look.Color));
    }
}
