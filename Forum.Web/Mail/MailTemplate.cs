using System.Globalization;
using Forum.Core.Mail;
using Forum.Core.Posts;
using Forum.Web.Layout;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace Forum.Web.Mail;

/// <summary>In which of its two parts a mail is drawn.</summary>
public enum MailFormat
{
    /// <summary>The part with colours and a button.</summary>
    Html,

    /// <summary>The part in plain words.</summary>
    Text,
}

/// <summary>What a mail says. Drawn once for each of its parts.</summary>
public abstract class MailTemplate : ComponentBase
{
    /// <summary>The mail.</summary>
    [CascadingParameter]
    public DueMail Mail { get; set; } = null!;

    /// <summary>The forum's name.</summary>
    [CascadingParameter(Name = "ForumName")]
    public string ForumName { get; set; } = "";

    /// <summary>Where people reach the forum.</summary>
    [CascadingParameter]
    public PublicAddress Site { get; set; } = null!;

    /// <summary>Who wrote the post that the mail is about.</summary>
    protected string By => Value("name") is { Length: > 0 } name ? name : Texts["Guest"];

    /// <summary>Where that post stands.</summary>
    protected string PostPath
    {
        get
        {
            var number = int.TryParse(Value("number"), NumberStyles.None, CultureInfo.InvariantCulture, out var parsed) ? parsed : 1;
            return string.Create(CultureInfo.InvariantCulture, $"/t/{Value("thread")}?page={Post.PageOf(number)}#p{number}");
        }
    }

    [Inject]
    private IStringLocalizer<Texts> Texts { get; set; } = null!;

    /// <summary>A value of the mail's kind.</summary>
    protected string Value(string name) => Mail.Values.GetValueOrDefault(name, "");
}
