using System.Globalization;
using Forum.Core.Text;
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

    /// <summary>The post's URL.</summary>
    protected string PostPath
    {
        get
        {
            var number = int.TryParse(Value("number"), NumberStyles.None, CultureInfo.InvariantCulture, out var parsed) ? parsed : 1;
            return string.Create(CultureInfo.InvariantCulture, $"/t/{Value("thread")}?page={PostNumbers.PageOf(number)}#p{number}");
        }
    }

    [Inject]
    private IStringLocalizer<Texts> Texts { get; set; } = null!;
}
